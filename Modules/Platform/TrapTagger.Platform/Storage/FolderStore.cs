using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace TrapTagger.Platform.Storage;

/// <summary>
/// Objects as files under one folder, readable with any file manager; the site itself serves the URLs.
/// </summary>
internal sealed class FolderStore(string root, ObjectSigner signer) : IObjectStore
{
    internal const string Route = "/objects";

    /// <summary>No key begins with it: an organisation's folder is of letters, digits and hyphens.</summary>
    private readonly string _arriving = Path.Combine(root, ".arriving");

    public async Task<byte[]?> ReadAsync(string key, CancellationToken ct)
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(key), ct);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public Task<long?> SizeAsync(string key, CancellationToken ct) =>
        Task.FromResult(new FileInfo(PathOf(key)) is { Exists: true } file ? file.Length : (long?)null);

    public async Task WriteAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        await using var arriving = Receive();
        await arriving.File.WriteAsync(bytes, ct);
        await arriving.KeepAsync(PathOf(key), ct);
    }

    public Task DeleteAsync(string key, CancellationToken ct)
    {
        File.Delete(PathOf(key));
        return Task.CompletedTask;
    }

    public string SignPut(string key, long size, string sha256, TimeSpan lifetime) =>
        Url(new("PUT", key, signer.Expiry(lifetime), size, sha256));

    public string SignGet(string key, TimeSpan lifetime) => Url(new("GET", key, signer.Expiry(lifetime)));

    /// <summary>A file to write an object's bytes to, before it takes its place at <see cref="PathOf"/>.</summary>
    internal Arriving Receive() => new(_arriving);

    /// <summary>Removes what processes that died had written of objects; what another one writes now stays.</summary>
    internal void Sweep() => Arriving.Sweep(_arriving);

    /// <summary>
    /// The file of a key. Letters that some file system refuses are written as %XX, so that every key has a file on
    /// every platform, and none lies outside the root.
    /// </summary>
    internal string PathOf(string key)
    {
        var segments = key.Split('/');
        return segments.Any(s => s is "" or "." or "..")
            ? throw new ArgumentException($"Not an object's key: {key}", nameof(key))
            : Path.Combine([root, .. segments.Select(FileName)]);
    }

    private static string FileName(string segment)
    {
        const string refused = "<>:\"\\|?*%";
        var name = string.Concat(segment.Select(c => c < ' ' || refused.Contains(c, StringComparison.Ordinal)
            ? $"%{(int)c:X2}" : c.ToString()));
        return name[^1] is '.' or ' ' ? $"{name[..^1]}%{(int)name[^1]:X2}" : name;
    }

    private string Url(Permit permit)
    {
        var path = string.Join('/', permit.Key.Split('/').Select(Uri.EscapeDataString));
        var query = new Dictionary<string, string?>
        {
            ["e"] = permit.ExpiresUnix.ToString(CultureInfo.InvariantCulture),
        };
        if (permit.Method == "PUT")
        {
            query["n"] = permit.Size.ToString(CultureInfo.InvariantCulture);
            query["h"] = permit.Sha256;
        }
        query["s"] = signer.Sign(permit);
        return QueryHelpers.AddQueryString($"{Route}/{path}", query);
    }
}
