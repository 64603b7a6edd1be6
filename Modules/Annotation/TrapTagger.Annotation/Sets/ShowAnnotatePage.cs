using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Html;

namespace TrapTagger.Annotation;

/// <summary>The page on which a set is labelled; everything on it comes from the JSON routes beside it.</summary>
internal static class ShowAnnotatePage
{
    /// <summary>Written by look.js, so that the page arrives in the right colours and does not flash.</summary>
    private const string ThemeCookie = "annotate-theme";

    private const string Find = """
        SELECT s.id, s.name, s.survey_id, v.name AS survey
        FROM annotation_set s JOIN surveys_survey v ON v.id = s.survey_id
        WHERE s.id = @Set AND s.organisation_id = @Organisation
        """;

    internal static async Task<Results<RazorComponentResult, NotFound>> Show(
        Annotator who, HttpRequest request, AnnotationDesk desk, CancellationToken ct)
    {
        await using var session = await desk.Db.OpenAsync(ct);
        if (await session.FindAsync<FoundSet>(Find, who) is not { } set)
        {
            return TypedResults.NotFound();
        }
        var theme = request.Cookies[HostCookie.NameOf(request.HttpContext, ThemeCookie)] == "light" ? "light" : "dark";
        return Render.View<AnnotatePage, AnnotateModel>(
            new(set.Id, set.Name, set.SurveyId, set.Survey, who.Person, theme));
    }

    private sealed class FoundSet
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public long SurveyId { get; init; }
        public string Survey { get; init; } = "";
    }
}

/// <param name="Person">Whose decisions this browser keeps while it can't send them.</param>
/// <param name="Theme">light or dark.</param>
public sealed record AnnotateModel(long Set, string Name, long SurveyId, string Survey, long Person, string Theme);
