namespace TrapTagger.Platform;

/// <summary>
/// Something the product needs is not there now: the object store, room on a disk. Nobody's work is to blame, so it
/// waits and goes on by itself once that is back.
/// </summary>
/// <param name="message">One sentence for the operator: what, where, and what to do.</param>
public sealed class UnavailableException(string message, Exception? inner = null) : Exception(message, inner);
