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

    /// <summary>With places as the reader may see them.</summary>
    internal static async Task<IReadOnlyList<SitePlace>> ListAsync(DbSession session, ChosenSet chosen) =>
    [
        .. (await session.QueryAsync<SitePlace>(List, new { chosen.Survey, chosen.Organisation })).Select(s => s with
        {
            Latitude = chosen.Reader.Shown(s.Latitude), Longitude = chosen.Reader.Shown(s.Longitude),
        }),
    ];
}
