namespace TrapTagger.Platform.Identity;

/// <summary>
/// What was found about a request that needs a right: whose rows it is about, and all that the person may do.
/// </summary>
public sealed record Granted(long Organisation, Right Rights)
{
    /// <summary>
    /// How exactly the person may see places, in decimals of a degree; -1 not at all, null as measured.
    /// </summary>
    public int? Decimals { get; init; }

    /// <summary>The number of what the route names; null where it is about the organisation.</summary>
    public long? Thing { get; init; }
}

/// <summary>Why somebody may not do what they asked for, as the page about it says.</summary>
/// <param name="Title">As in "You may not change this survey".</param>
/// <param name="Why">Where their rights come from, and who can give them more.</param>
public sealed record Refused(string Title, string Why);

/// <summary>
/// What a person may do something with, as lists ask for it: all that an organisation owns but some, and some that
/// others share. Their arguments are <c>@Organisation, @All, @Without, @With</c>.
/// </summary>
/// <param name="Rights">What the person may do in the organisation.</param>
/// <param name="All">Whether all the organisation owns is in it that nothing else is said of.</param>
public sealed record OwnedScope(
    long Organisation, Right Rights, bool All, IReadOnlyList<long> Without, IReadOnlyList<long> With)
{
    private const long None = -1; // an empty list is no SQL

    public IReadOnlyList<long> Without { get; } = Without is [] ? [None] : Without;

    public IReadOnlyList<long> With { get; } = With is [] ? [None] : With;
}

/// <summary>Who may do what. One module knows; routes and lists ask.</summary>
public interface IRights
{
    /// <summary>None for somebody who is no member.</summary>
    Task<Right> InOrganisationAsync(long person, long organisation, CancellationToken ct);

    /// <summary>With the right, and in the organisation that the person works for now.</summary>
    Task<OwnedScope> FindOwnedAsync(CurrentUser user, Right right, CancellationToken ct);

    /// <summary>Names nobody but people of organisations that the person belongs to.</summary>
    /// <param name="needed">What the person has nothing of.</param>
    /// <param name="thing">See <see cref="Granted.Thing"/>.</param>
    Task<Refused> ExplainAsync(CurrentUser user, Right needed, long? thing, CancellationToken ct);
}
