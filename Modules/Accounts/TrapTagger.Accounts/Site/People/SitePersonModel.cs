namespace TrapTagger.Accounts;

/// <summary>A person as a site administrator sees them.</summary>
public sealed record SitePersonModel
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public bool SiteAdministrator { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SeenAt { get; init; }
    public DateTimeOffset? BlockedAt { get; init; }
    public string? BlockedReason { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }

    public string State => this switch
    {
        { DeletedAt: not null } => "Deleted",
        { BlockedAt: not null } => "Blocked",
        { SiteAdministrator: true } => "Site administrator",
        _ => "Active",
    };

    /// <summary>The class of the state's mark.</summary>
    public string StateClass => this switch
    {
        { DeletedAt: not null } => "warn",
        { BlockedAt: not null } => "danger",
        _ => "good",
    };
}

/// <summary>For whom a person works, and as what.</summary>
public sealed record SiteMembershipModel
{
    public long PersonId { get; init; }
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Role { get; init; } = "";
}
