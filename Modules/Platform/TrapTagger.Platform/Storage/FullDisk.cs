namespace TrapTagger.Platform.Storage;

internal static class FullDisk
{
    /// <summary>ENOSPC and EDQUOT on Unix, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.</summary>
    internal static bool IsMeantBy(IOException e) => OperatingSystem.IsWindows()
        ? (e.HResult & 0xFFFF) is 112 or 39
        : e.HResult is 28 or 122;
}
