using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.WebUtilities;

namespace TrapTagger.Platform.Storage;

/// <summary>
/// Objects as files under one folder, readable with any file manager; the site itself serves the URLs.
/// </summary>
/// <param name="note">Where it is noted that the folder was used; null for one that only this process uses.</param>
internal sealed class FolderStore(string root, ObjectSigner signer, string? note = null) : IObjectStore
{
    internal const string Route = "/objects";

    private readonly FolderKeys _keys = new(root);
    private readonly FolderPresence _presence = new(root, note);

    /// <summary>No key begins with it: an organisation's folder is of letters, digits and hyphens.</summary>
    private readonly string _arriving = Path.Combine(root, ".arriving");

    public string? Origin => null;

    public IObjectParts? Parts => null;

    internal string Root => root;

    public Task<byte[]?> ReadAsync(string key, CancellationToken ct) =>
        FindAsync(key, path => File.ReadAllBytesAsync(path, ct));

    public Task<byte[]?> ReadAsync(string key, long from, int count, CancellationToken ct) =>
        FindAsync(key, async path =>
        {
            await using var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, useAsync: true);
            file.Position = from;
            var bytes = new byte[Math.Clamp(file.Length - from, 0, count)];
            await file.ReadExactlyAsync(bytes, ct);
            return bytes;
        });

    public Task<long?> SizeAsync(string key, CancellationToken ct)
    {
        var file = new FileInfo(PathOf(key));
        if (!file.Exists)
        {
            _presence.Check();
        }
        return Task.FromResult(file.Exists ? file.Length : (long?)null);
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        using var files = _keys.Under(prefix).GetEnumerator();
        while (await TryAsync(root, () => Task.FromResult(files.MoveNext())))
        {
            ct.ThrowIfCancellationRequested();
            yield return files.Current;
        }
        _presence.Check();
    }

    public Task WriteAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken ct) =>
        KeepAsync(key, file => file.WriteAsync(bytes, ct).AsTask(), ct);

    public Task WriteAsync(string key, Stream content, CancellationToken ct) =>
        KeepAsync(key, file => content.CopyToAsync(file, ct), ct);

    /// <summary>One at a time, across processes: a file system moves without replacing by looking first.</summary>
    public Task<bool> CreateAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken ct) =>
        TryAsync(root, async () =>
        {
            await using var turn = await TakeTurnAsync(ct);
            if (File.Exists(PathOf(key)))
            {
                return false;
            }
            await WriteAsync(key, bytes, ct);
            return true;
        });

    public Task DeleteAsync(string key, CancellationToken ct) => TryAsync(PathOf(key), () =>
    {
        if (File.Exists(PathOf(key)))
        {
            File.Delete(PathOf(key));
        }
        _presence.Check();
        return Task.FromResult(true);
    });

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
    internal Arriving Receive()
    {
        _presence.Ensure();
        return new(_arriving);
    }

    /// <summary>Removes what processes that died had written of objects; what another one writes now stays.</summary>
    internal void Sweep()
    {
        _presence.Ensure();
        Arriving.Sweep(_arriving);
    }

    /// <summary>What an exception says of the folder as a whole; null where it says nothing.</summary>
    internal UnavailableException? Trouble(Exception e, string path) =>
        e as UnavailableException ?? FolderTrouble.Of(e, root, path);

    /// <summary>Whether the folder is not there that was there.</summary>
    internal bool IsAway => _presence.IsAway;

    internal string PathOf(string key) => _keys.PathOf(key);

    private Task<bool> KeepAsync(string key, Func<Stream, Task> write, CancellationToken ct) =>
        TryAsync(PathOf(key), async () =>
        {
            await using var arriving = Receive();
            await write(arriving.File);
            await arriving.KeepAsync(PathOf(key), ct);
            return true;
        });

    private Task<byte[]?> FindAsync(string key, Func<string, Task<byte[]>> read) =>
        TryAsync(PathOf(key), async () =>
        {
            try
            {
                return await read(PathOf(key));
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                _presence.Check();
                return null;
            }
        });

    private async Task<T> TryAsync<T>(string path, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is not UnavailableException && Trouble(e, path) is { } trouble)
        {
            throw trouble;
        }
    }

    private async Task<FileStream> TakeTurnAsync(CancellationToken ct)
    {
        _presence.Ensure();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new(Path.Combine(root, ".creating"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException e) when (attempt < 1000 && Trouble(e, root) is null)
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
