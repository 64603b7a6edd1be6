using TrapTagger.Platform.Data;

namespace TrapTagger.Results;

/// <summary>A site as each line of its frames names it.</summary>
internal sealed record SitePlace
{
    private const string List = """
        SELECT id, name, latitude, longitude FROM surveys_site
        WHERE survey_id = @Survey AND organisation_id = @Organisation
        ORDER BY name, id
        """;

    public long Id { get; init; }
    public string Name { get; init; } = "";
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }

    internal static Task<IReadOnlyList<SitePlace>> ListAsync(DbSession session, long survey, long organisation) =>
        session.QueryAsync<SitePlace>(List, new { Survey = survey, Organisation = organisation });
}
