namespace TrapTagger.Accounts;

/// <summary>
/// An organisation was deleted and nobody took it back: each module removes what it has of it, by jobs of its own that
/// take bounded steps. Nobody can reach its rows any more.
/// </summary>
public sealed record OrganisationDeleted(long Organisation);
