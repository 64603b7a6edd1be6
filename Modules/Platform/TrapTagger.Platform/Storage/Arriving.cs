namespace TrapTagger.Platform.Storage;

/// <summary>
/// A file that is being written in a folder aside, and takes its place only when whole. It is locked for as long: what
/// lies there unlocked was left by a process that died.
/// </summary>
internal sealed class Arriving : IAsyncDisposable
{
    // Others may move it away, which is how it takes its place without being unlocked before.
    private const FileShare Lock = FileShare.Delete;

    private readonly string _temporary;

    /// <param name="folder">On the same disk as the place, so that moving copies nothing.</param>
    internal Arriving(string folder)
    {
        Directory.CreateDirectory(folder);
        _temporary = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        File = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, Lock, 1 << 16, useAsync: true);
    }

    internal FileStream File { get; }

    /// <summary>Puts it in its place, over what was there.</summary>
    internal async Task KeepAsync(string place, CancellationToken ct)
    {
        await File.FlushAsync(ct);
        // The row that says it is here outlives a power cut, so it must, too.
        File.Flush(flushToDisk: true);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        System.IO.File.Move(_temporary, place, overwrite: true);
    }

    /// <summary>Removes what dead processes left in the folder.</summary>
    internal static void Sweep(string folder)
    {
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [])
        {
            try
            {
                using var left = new FileStream(
                    file, FileMode.Open, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException)
            {
                // It is being written, or has taken its place in this moment.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await File.DisposeAsync(); // It writes what is left, for which there may be no room.
        }
        finally
        {
            System.IO.File.Delete(_temporary);
        }
    }
}
