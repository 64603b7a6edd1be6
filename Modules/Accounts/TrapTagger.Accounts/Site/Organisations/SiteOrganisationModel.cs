using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>An organisation as site administrators see it: what it has, what it may have, how it stands.</summary>
public sealed record SiteOrganisationModel
{
    /// <summary>How long a deleted organisation can be taken back.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromDays(30);

    /// <summary>What a form's gigabyte is: what disks and clouds are sold by.</summary>
    internal const long Gigabyte = 1_000_000_000;

    public long Id { get; init; }
    public string Name { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public long Surveys { get; init; }
    public long Files { get; init; }
    public long Bytes { get; init; }
    public long People { get; init; }

    /// <summary>When one of its people was last there; null when that was before anybody noted it.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    public long? MostFiles { get; init; }
    public long? MostBytes { get; init; }
    public DateTimeOffset? SuspendedAt { get; init; }
    public string? SuspendedReason { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }

    public DateTimeOffset? GoneAt => DeletedAt + Grace;

    public string State => this switch
    {
        { DeletedAt: not null } => "Deleted",
        { SuspendedAt: not null } => "Suspended",
        _ => "Active",
    };

    /// <summary>The class of the state's mark.</summary>
    public string StateClass => this switch
    {
        { DeletedAt: not null } => "danger",
        { SuspendedAt: not null } => "warn",
        _ => "good",
    };

    public string BytesOf =>
        MostBytes is { } most ? $"{Words.Bytes(Bytes)} of {Words.Bytes(most)}" : Words.Bytes(Bytes);

    public string FilesOf =>
        MostFiles is { } most ? $"{Words.Number(Files)} of {Words.Number(most)}" : Words.Number(Files);
}
