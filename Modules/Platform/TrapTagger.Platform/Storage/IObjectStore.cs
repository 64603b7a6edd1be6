namespace TrapTagger.Platform.Storage;

/// <summary>
/// Where photographs lie, by key (`organisation/survey/path`). Browsers never pass through a page's form: they put and
/// get by signed URLs, each good for one method, one key and a limited time. Every method but the two that sign throws
/// <see cref="UnavailableException"/> while the store can't be used.
/// </summary>
public interface IObjectStore
{
    /// <summary>Scheme and host of the signed URLs; null when the site itself serves them.</summary>
    string? Origin { get; }

    /// <summary>For what is larger than one request should be; null where one is good for any length.</summary>
    IObjectParts? Parts { get; }

    /// <summary>The object's bytes, or null where there is none.</summary>
    Task<byte[]?> ReadAsync(string key, CancellationToken ct);

    /// <summary>Some bytes of the object, fewer where it ends before; null where there is none.</summary>
    Task<byte[]?> ReadAsync(string key, long from, int count, CancellationToken ct);

    /// <summary>The object's size in bytes, or null where there is none.</summary>
    Task<long?> SizeAsync(string key, CancellationToken ct);

    /// <summary>
    /// Every object whose key begins with the prefix, in no order, read as it is asked for. Keys that begin with a dot
    /// are the store's own and left out.
    /// </summary>
    IAsyncEnumerable<StoredObject> ListAsync(string prefix, CancellationToken ct);

    /// <summary>Puts a whole object; one that was there is replaced, in one step as a reader sees it.</summary>
    Task WriteAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken ct);

    /// <summary>
    /// As above for what may be large: it is never held whole, and where writing fails nothing is left.
    /// </summary>
    Task WriteAsync(string key, Stream content, CancellationToken ct);

    /// <summary>Puts an object where there is none. Of several that try at once one succeeds.</summary>
    Task<bool> CreateAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken ct);

    /// <summary>Removes an object; none there is fine.</summary>
    Task DeleteAsync(string key, CancellationToken ct);

    /// <summary>Removes many objects; any of them missing is fine.</summary>
    Task DeleteAsync(IEnumerable<string> keys, CancellationToken ct);

    /// <summary>A request that puts exactly these bytes: another size or SHA-256 is refused.</summary>
    /// <param name="lifetime">At least; a store may let it live an hour longer.</param>
    SignedPut SignPut(string key, long size, string sha256, TimeSpan lifetime);

    /// <summary>A URL that shows the object; the same one for some time, so that a browser's cache finds it.</summary>
    /// <param name="lifetime">At least; a store may let it live an hour longer.</param>
    string SignGet(string key, TimeSpan lifetime);
}

/// <param name="ModifiedAt">By the store's clock: the same until the object is replaced.</param>
public sealed record StoredObject(string Key, long Size, DateTimeOffset ModifiedAt);

/// <param name="Headers">To be sent along as they are: they are under the signature, too.</param>
public sealed record SignedPut(string Url, IReadOnlyDictionary<string, string> Headers);
