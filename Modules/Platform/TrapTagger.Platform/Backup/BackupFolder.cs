using TrapTagger.Platform.Storage;

namespace TrapTagger.Platform.Backup;

/// <summary>Where the parts of a backup lie in its folder.</summary>
internal sealed class BackupFolder(string path)
{
    /// <summary>Of the data folder, what neither the database nor the store holds: secrets, and detectors.</summary>
    private static readonly string[] Kept = ["keys", "models"];

    internal string Path => path;

    internal string In(string name) => System.IO.Path.Combine(path, name);

    /// <summary>The objects, in the same order as the store that is a folder; nobody signs URLs to it.</summary>
    internal FolderStore Objects { get; } =
        new(System.IO.Path.Combine(path, "objects"), new ObjectSigner(new byte[1], TimeProvider.System));

    /// <summary>
    /// The copy of an object is as old as the object: so the next backup sees whether it was replaced.
    /// </summary>
    internal bool Has(StoredObject found) => new FileInfo(Objects.PathOf(found.Key)) is { Exists: true } copy
        && copy.Length == found.Size && copy.LastWriteTimeUtc == found.ModifiedAt.UtcDateTime;

    internal void Date(StoredObject copied) =>
        File.SetLastWriteTimeUtc(Objects.PathOf(copied.Key), copied.ModifiedAt.UtcDateTime);

    internal void Keep(DataFolder data, CancellationToken ct) => Copy(data.Path, path, ct);

    internal void GiveBack(DataFolder data, CancellationToken ct) => Copy(path, data.Path, ct);

    private static void Copy(string from, string to, CancellationToken ct)
    {
        var files = Kept.Select(name => System.IO.Path.Combine(from, name)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
        foreach (var file in files)
        {
            ct.ThrowIfCancellationRequested();
            var copy = System.IO.Path.Combine(to, System.IO.Path.GetRelativePath(from, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            // With its mode: keys are for their owner's eyes alone.
            File.Copy(file, copy, overwrite: true);
        }
    }
}
