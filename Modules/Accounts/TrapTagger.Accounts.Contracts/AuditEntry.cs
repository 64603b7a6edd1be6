namespace TrapTagger.Accounts;

/// <summary>
/// Somebody did something to people, rights, credentials, settings or a whole survey. Raised in the transaction that
/// does it, so that neither is ever alone; who, when and from where the log adds by itself.
/// </summary>
/// <param name="Verb">
/// The thing and what happened to it, as in "member.removed" or "api-token.created": pages make words of it.
/// </param>
public sealed record AuditEntry(string Verb, AuditSubject? Subject = null)
{
    /// <summary>Whose administrators may read it; null when it concerns the site alone.</summary>
    public long? Organisation { get; init; }

    /// <summary>Who did it, where that is not yet, or no longer, the person signed in.</summary>
    public long? Person { get; init; }

    /// <summary>
    /// What else a reader needs, as <c>new { from = "read", to = "write" }</c>. Never a secret; and as nothing here can
    /// be taken back, people by their ids and not by their names or addresses.
    /// </summary>
    public object? Details { get; init; }
}

/// <summary>What it was done to.</summary>
/// <param name="Kind">"person", "organisation", "survey", "setting".</param>
/// <param name="Name">As it was called then; a person's is read where the person is, and never kept here.</param>
public sealed record AuditSubject(string Kind, long? Id, string? Name = null);
