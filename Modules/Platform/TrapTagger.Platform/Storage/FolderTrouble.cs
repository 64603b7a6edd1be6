namespace TrapTagger.Platform.Storage;

/// <summary>Tells what is wrong with a whole folder, or its disk, from what is wrong with one file in it.</summary>
internal static class FolderTrouble
{
    /// <summary>
    /// EPERM, ENXIO, EACCES, ENODEV, ENFILE, EMFILE, EROFS, ETIMEDOUT, EHOSTDOWN, EHOSTUNREACH, ESTALE, EREMOTEIO and
    /// ENOMEDIUM; EIO and ENOTCONN are the shares of network and USB disks that went.
    /// </summary>
    private static readonly HashSet<int> OnUnix =
        [1, 5, 6, 13, 19, 23, 24, 30, 107, 110, 112, 113, 116, 121, 123];

    /// <summary>A drive that is gone, write-protected, not ready or damaged, and a share that went.</summary>
    private static readonly HashSet<int> OnWindows =
        [15, 19, 20, 21, 23, 31, 51, 53, 55, 59, 64, 67, 121, 433, 1117];

    /// <summary>A sentence for the operator; null where only the one file is concerned.</summary>
    internal static UnavailableException? Of(Exception e, string root, string path) => e switch
    {
        IOException io when FullDisk.IsMeantBy(io) => new($"The disk of {root} is full: make room on it.", e),
        // A folder where a file should be is denied like one that nobody may read.
        UnauthorizedAccessException when !Directory.Exists(path) => CanNotBeUsed(root, e),
        IOException io when IsOfTheDisk(io.HResult & 0xFFFF) => CanNotBeUsed(root, e),
        _ => null,
    };

    private static bool IsOfTheDisk(int code) => (OperatingSystem.IsWindows() ? OnWindows : OnUnix).Contains(code);

    private static UnavailableException CanNotBeUsed(string root, Exception e) => new(
        $"The folder {root} can't be used: {e.Message.TrimEnd('.')}. Look at its disk, and at who may write there.",
        e);
}
