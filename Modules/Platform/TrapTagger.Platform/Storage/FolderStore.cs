using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.WebUtilities;

namespace TrapTagger.Platform.Storage;

/// <summary>
/// Objects as files under one folder, readable with any file manager; the site itself serves the URLs.
/// </summary>
internal sealed class FolderStore(string root, ObjectSigner signer) : IObjectStore
{
    internal const string Route = "/objects";

    private readonly FolderKeys _keys = new(root);

    /// <summary>No key begins with it: an organisation's folder is of letters, digits and hyphens.</summary>
    private readonly string _arriving = Path.Combine(root, ".arriving");

    public string? Origin => null;

    public IObjectParts? Parts => null;

    internal string Root => root;

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

    public async Task<byte[]?> ReadAsync(string key, long from, int count, CancellationToken ct)
    {
        try
        {
            await using var file = new FileStream(
                PathOf(key), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, useAsync: true);
            file.Position = from;
            var bytes = new byte[Math.Clamp(file.Length - from, 0, count)];
            await file.ReadExactlyAsync(bytes, ct);
            return bytes;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public Task<long?> SizeAsync(string key, CancellationToken ct) =>
        Task.FromResult(new FileInfo(PathOf(key)) is { Exists: true } file ? file.Length : (long?)null);

    public async IAsyncEnumerable<StoredObject> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        foreach (var file in _keys.Under(prefix))
        {
            ct.ThrowIfCancellationRequested();
            yield return file;
        }
    }

    public Task WriteAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken ct) =>
        KeepAsync(key, file => file.WriteAsync(bytes, ct).AsTask(), ct);

    public Task WriteAsync(string key, Stream content, CancellationToken ct) =>
        KeepAsync(key, file => content.CopyToAsync(file, ct), ct);

    /// <summary>One at a time, across processes: a file system moves without replacing by looking first.</summary>
    public async Task<bool> CreateAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        await using var turn = await TakeTurnAsync(ct);
        if (File.Exists(PathOf(key)))
        {
            return false;
        }
        await WriteAsync(key, bytes, ct);
        return true;
    }

    public Task DeleteAsync(string key, CancellationToken ct)
    {
        var path = PathOf(key);
        if (File.Exists(path))
        {
            File.Delete(path);
        }
        return Task.CompletedTask;
    }

    public async Task DeleteAsync(IEnumerable<string> keys, CancellationToken ct)
    {
        foreach (var key in keys)
        {
            ct.ThrowIfCancellationRequested();
            await DeleteAsync(key, ct);
        }
    }

    public SignedPut SignPut(string key, long size, string sha256, TimeSpan lifetime) =>
        new(Url(new("PUT", key, signer.Expiry(lifetime), size, sha256)), new Dictionary<string, string>());

    public string SignGet(string key, TimeSpan lifetime) => Url(new("GET", key, signer.Expiry(lifetime)));

    /// <summary>A file to write an object's bytes to, before it takes its place at <see cref="PathOf"/>.</summary>
    internal Arriving Receive() => new(_arriving);

    /// <summary>Removes what processes that died had written of objects; what another one writes now stays.</summary>
    internal void Sweep() => Arriving.Sweep(_arriving);

    internal string PathOf(string key) => _keys.PathOf(key);

    private async Task KeepAsync(string key, Func<Stream, Task> write, CancellationToken ct)
    {
        var path = PathOf(key);
        try
        {
            await using var arriving = Receive();
            await write(arriving.File);
            await arriving.KeepAsync(path, ct);
        }
        catch (IOException e) when (FullDisk.IsMeantBy(e))
        {
            throw new UnavailableException($"The disk of {root} is full: make room on it.", e);
        }
    }

    private async Task<FileStream> TakeTurnAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(root);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new(Path.Combine(root, ".creating"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException) when (attempt < 1000)
            {
                await Task.Delay(10, ct); // Another holds it, while it writes one object.
            }
        }
    }

    private static string Url(Permit permit, string signature)
    {
        var query = new Dictionary<string, string?>
        {
            ["e"] = permit.ExpiresUnix.ToString(CultureInfo.InvariantCulture),
        };
        if (permit.Method == "PUT")
        {
            query["n"] = permit.Size.ToString(CultureInfo.InvariantCulture);
            query["h"] = permit.Sha256;
        }
        query["s"] = signature;
        return QueryHelpers.AddQueryString($"{Route}/{ObjectKey.Escape(permit.Key)}", query);
    }

    private string Url(Permit permit) => Url(permit, signer.Sign(permit));
}
