using TrapTagger.Platform.Html;
using TrapTagger.Platform.Jobs;

namespace TrapTagger.Surveys;

/// <summary>
/// Reads files that arrived, a few at a time, and writes each few down with their frames in one transaction: a worker
/// that dies repeats at most those.
/// </summary>
internal sealed class IngestFilesJob(IngestQueue queue, ReadFile reader, WriteFrames writer) : IJob<IngestFiles>
{
    /// <summary>Files a transaction: about a second of work, so that the page's count moves.</summary>
    private const int Batch = 12;

    public async Task RunAsync(IngestFiles chunk, CancellationToken ct)
    {
        var files = await queue.FindAsync(chunk, ct);
        var failed = 0;
        foreach (var batch in Batches(files))
        {
            try
            {
                await queue.BeginAsync(batch, ct);
                failed += await IngestAsync(chunk.Survey, batch, ct);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The worker lives: whatever happened, these files did not take it down.
                await queue.HandBackAsync(batch, ct);
                throw;
            }
        }
        if (failed > 0)
        {
            // Everything else is written: the job is only begun again for these.
            throw new InvalidOperationException($"{Words.Count(failed, "file", "files")} could not be read.");
        }
    }

    /// <summary>How many files of the batch are to be tried again.</summary>
    private async Task<int> IngestAsync(long survey, IReadOnlyList<ArrivedFile> batch, CancellationToken ct)
    {
        var outcomes = new List<FileOutcome>();
        foreach (var file in batch)
        {
            ct.ThrowIfCancellationRequested();
            if (await reader.ReadAsync(file, ct) is { } outcome)
            {
                outcomes.Add(outcome);
            }
        }
        await writer.WriteAsync(survey, outcomes, ct);
        return batch.Count - outcomes.Count;
    }

    /// <summary>A file that failed or was being read when a worker died goes alone: it may have killed it.</summary>
    internal static IEnumerable<IReadOnlyList<ArrivedFile>> Batches(IReadOnlyList<ArrivedFile> files) =>
        files.Where(f => f.Tries == 0).Chunk(Batch).Concat(files.Where(f => f.Tries > 0).Chunk(1));
}
