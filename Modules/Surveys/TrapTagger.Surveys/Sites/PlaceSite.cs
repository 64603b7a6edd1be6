using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Surveys;

/// <summary>A person says where a site is, or that nobody knows.</summary>
internal static class PlaceSite
{
    private const string Find = """
        SELECT count(*) FROM site WHERE id = @site AND survey_id = @id AND organisation_id = @Organisation
        """;

    private const string Place = """
        UPDATE site SET latitude = @Latitude, longitude = @Longitude
        WHERE id = @site AND survey_id = @id AND organisation_id = @Organisation
        """;

    private const string FindSuggestions = """
        SELECT DISTINCT gps_latitude AS latitude, gps_longitude AS longitude FROM camera
        WHERE site_id = @site AND organisation_id = @Organisation AND gps_latitude IS NOT NULL
            AND gps_longitude IS NOT NULL
        """;

    internal static async Task<Results<RazorComponentResult, SeeOther, NotFound>> Submit(
        [AsParameters] SitePlace place, [AsParameters] SitePositionAnswers answers, HttpRequest request,
        CurrentUser user, Db db, CancellationToken ct)
    {
        var (id, site) = place;
        await using var session = await db.OpenAsync(ct);
        if (await session.ScalarAsync<long>(Find, new { id, site, user.Organisation }) == 0)
        {
            return TypedResults.NotFound();
        }
        var (position, reason) = SitePositionModel.Read(answers.Latitude, answers.Longitude);
        if (reason is null)
        {
            await session.ExecuteAsync(
                Place, new { id, site, user.Organisation, position?.Latitude, position?.Longitude });
            if (!request.Headers.ContainsKey("HX-Request"))
            {
                return new SeeOther($"/surveys/{id}/sites");
            }
        }
        var suggested = await session.QueryAsync<Suggestion>(FindSuggestions, new { site, user.Organisation });
        return Render.View<SitePositionForm, SitePositionFormModel>(
            new(id, site, position, [.. suggested.Select(s => new SitePositionModel(s.Latitude, s.Longitude))])
            {
                Rejected = reason is null ? null : new(answers.Latitude ?? "", answers.Longitude ?? "", reason),
                IsSaved = reason is null,
            },
            reason is null ? 200 : StatusCodes.Status422UnprocessableEntity);
    }

    private sealed record Suggestion
    {
        public double Latitude { get; init; }
        public double Longitude { get; init; }
    }
}

internal sealed record SitePlace(long Id, long Site);

internal sealed record SitePositionAnswers
{
    [FromForm] public string? Latitude { get; init; }
    [FromForm] public string? Longitude { get; init; }
}

/// <param name="Suggested">What its cameras wrote; shown, and never taken unasked.</param>
public sealed record SitePositionFormModel(
    long Survey, long Site, SitePositionModel? Position, IReadOnlyList<SitePositionModel> Suggested)
{
    public RejectedPositionModel? Rejected { get; init; }

    /// <summary>Just now, by the exchange that this answers.</summary>
    public bool IsSaved { get; init; }

    public string Latitude => Rejected?.Latitude ?? (Position is { } p ? Say.Degrees(p.Latitude) : "");

    public string Words => Position is null ? "No position" : $"{Latitude}, {Longitude}";

    public string Longitude => Rejected?.Longitude ?? (Position is { } p ? Say.Degrees(p.Longitude) : "");
}

public sealed record RejectedPositionModel(string Latitude, string Longitude, string Reason);
