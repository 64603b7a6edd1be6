namespace TrapTagger.Surveys;

/// <summary>Asks a worker to read files that arrived: few enough that a crash costs little.</summary>
internal sealed record IngestFiles(long Survey, IReadOnlyList<long> Files)
{
    /// <summary>Files a job: some seconds of work on one core.</summary>
    internal const int Chunk = 50;
}
