namespace TrapTagger.Platform.Storage;

/// <summary>
/// Where photographs lie, by key (`organisation/survey/path`). Browsers never pass through a page's form: they put and
/// get by signed URLs, each good for one method, one key and a limited time.
/// </summary>
public interface IObjectStore
{
    /// <summary>The object's bytes, or null where there is none.</summary>
    Task<byte[]?> ReadAsync(string key, CancellationToken ct);

    /// <summary>The object's size in bytes, or null where there is none.</summary>
    Task<long?> SizeAsync(string key, CancellationToken ct);

    /// <summary>Puts a whole object; one that was there is replaced, in one step as a reader sees it.</summary>
    Task WriteAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken ct);

    /// <summary>Removes an object; none there is fine.</summary>
    Task DeleteAsync(string key, CancellationToken ct);

    /// <summary>A URL that takes exactly these bytes: another size or SHA-256 is refused.</summary>
    /// <param name="lifetime">At least; a store may let it live an hour longer.</param>
    string SignPut(string key, long size, string sha256, TimeSpan lifetime);

    /// <summary>A URL that shows the object.</summary>
    /// <param name="lifetime">At least; a store may let it live an hour longer.</param>
    string SignGet(string key, TimeSpan lifetime);
}
