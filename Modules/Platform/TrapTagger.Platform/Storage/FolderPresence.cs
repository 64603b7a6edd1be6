namespace TrapTagger.Platform.Storage;

/// <summary>
/// Whether the folder is the one that objects were put into before. Where a disk is not mounted there is an empty
/// folder, or none: then no object counts as gone, and none is written beside the disk. It is told by a file in the
/// folder, and by a note elsewhere that says where there is one.
/// </summary>
/// <param name="note">The file that outlives the process; null for a folder that only this process uses.</param>
internal sealed class FolderPresence(string root, string? note)
{
    private readonly string _mark = Path.Combine(root, ".store");
    private volatile bool _isKnown;

    /// <summary>Makes the folder, when it is used for the first time.</summary>
    /// <exception cref="UnavailableException">It was used before, and is not there.</exception>
    internal void Ensure()
    {
        Check();
        if (_isKnown)
        {
            return;
        }
        Directory.CreateDirectory(root);
        Write(_mark, "The object store of TrapTagger. Without this file it takes the disk for unmounted.\n");
        if (note is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(note)!);
            Write(note, root);
        }
        _isKnown = true;
    }

    internal bool IsAway => !File.Exists(_mark) && (_isKnown || IsNoted());

    /// <exception cref="UnavailableException">The folder was used before, and is not there.</exception>
    internal void Check()
    {
        if (IsAway)
        {
            throw new UnavailableException(
                $"The folder {root} is not there, or its disk is not mounted: {_mark} is missing. "
                + "Work goes on when it is back.");
        }
    }

    /// <summary>Another place than the one that is noted is a new one.</summary>
    private bool IsNoted() => note is not null && File.Exists(note) && File.ReadAllText(note) == root;

    /// <summary>Whole or not at all: another process that starts reads it, and writes the same.</summary>
    private static void Write(string path, string text)
    {
        if (File.Exists(path) && File.ReadAllText(path) == text)
        {
            return;
        }
        var whole = $"{path}-{Guid.NewGuid():N}";
        File.WriteAllText(whole, text);
        File.Move(whole, path, overwrite: true);
    }
}
