namespace TrapTagger.Platform.Html;

/// <summary>An organisation that somebody belongs to.</summary>
public sealed record OrganisationItem
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
}

/// <summary>Whom a person may work for, for the shell; whoever knows organisations answers.</summary>
public interface IOrganisationChoice
{
    Task<IReadOnlyList<OrganisationItem>> ListAsync(long person, CancellationToken ct);
}
