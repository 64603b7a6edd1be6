using System.Security.Cryptography;

namespace TrapTagger.Platform.Storage;

/// <summary>The folder on this machine where the product keeps what is neither in the database nor an object.</summary>
public sealed class DataFolder(string path)
{
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string In(params string[] segments) => System.IO.Path.Combine([Path, .. segments]);

    /// <summary>A secret of 32 bytes, made when first asked for and kept for the owner's eyes only.</summary>
    internal byte[] Key(string name)
    {
        Directory.CreateDirectory(In("keys"));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return ReadOrMakeKey(In("keys", $"{name}.key"));
            }
            catch (IOException) when (attempt < 500)
            {
                // Another process that starts holds it, for less than this.
                Thread.Sleep(10);
            }
        }
    }

    /// <summary>
    /// Under the file's lock, so that of processes that start together one makes the key for all. A file that is not
    /// whole is that of a process that died before it had written it.
    /// </summary>
    private static byte[] ReadOrMakeKey(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var file = new FileStream(path, options);
        var key = new byte[32];
        if (file.Length == key.Length)
        {
            file.ReadExactly(key);
            return key;
        }
        RandomNumberGenerator.Fill(key);
        file.Write(key);
        return key;
    }
}
