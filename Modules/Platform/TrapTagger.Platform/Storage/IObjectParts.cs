namespace TrapTagger.Platform.Storage;

/// <summary>
/// Large objects that browsers send in parts: after a break only those are sent that the store does not have. The
/// product begins and ends an upload, a signed URL sends one part of it. All but signing throws
/// <see cref="UnavailableException"/> while the store can't be used.
/// </summary>
public interface IObjectParts
{
    /// <summary>Bytes; up to this much is begun again from the start after a break.</summary>
    const long MostAtOnce = 64 * 1024 * 1024;

    /// <summary>The store's name for a new upload of the object, to be kept until it ends.</summary>
    Task<string> BeginAsync(string key, CancellationToken ct);

    /// <summary>
    /// The requests that send what the store does not have yet; none once it has every part, null when it does not
    /// know the upload (any more).
    /// </summary>
    /// <param name="size">Of the whole object; the same each time.</param>
    /// <param name="lifetime">At least; a store may let it live an hour longer.</param>
    Task<IReadOnlyList<SignedPart>?> SignMissingAsync(
        string key, string upload, long size, TimeSpan lifetime, CancellationToken ct);

    /// <summary>Makes the object of its parts when all are there; otherwise, and said again, changes nothing.</summary>
    Task EndAsync(string key, string upload, long size, CancellationToken ct);

    /// <summary>Removes what was sent. What can't be removed now goes with a later start of the site.</summary>
    Task AbortAsync(string key, string upload);
}

/// <param name="Headers">To be sent along as they are: they are under the signature, too.</param>
/// <param name="From">The first of its bytes in the whole object.</param>
/// <param name="To">The first byte behind it.</param>
public sealed record SignedPart(string Url, IReadOnlyDictionary<string, string> Headers, long From, long To);
