namespace TrapTagger.Accounts;

/// <summary>A sign-in that lasts, with what is true of its person and organisation now.</summary>
internal sealed record OpenSession
{
    public long Id { get; init; }

    /// <summary>Whose password or passkey it was.</summary>
    public long SignedInAs { get; init; }

    public string SignedInName { get; init; } = "";

    /// <summary>Whose rights count: somebody else's while a site administrator acts as them.</summary>
    public long PersonId { get; init; }

    public string Name { get; init; } = "";

    public bool SiteAdministrator { get; init; }

    /// <summary>Null: the person belongs to none, or not to the one they worked for.</summary>
    public long? OrganisationId { get; init; }

    public string? OrganisationName { get; init; }

    /// <summary>How many organisations the person belongs to.</summary>
    public int Organisations { get; init; }

    public DateTimeOffset SeenAt { get; init; }

    /// <summary>When the person last showed a password or a passkey.</summary>
    public DateTimeOffset ProvedAt { get; init; }

    internal bool IsActing => PersonId != SignedInAs;
}
