using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Live;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Surveys;

/// <summary>A survey's first page: how far it is, its upload and a look at its frames.</summary>
internal static class ShowSurvey
{
    internal static async Task<Results<RazorComponentResult, NotFound>> Show(
        long id, CurrentUser user, SurveyHeads heads, Db db, IObjectStore objects, CancellationToken ct)
    {
        var survey = new SurveyKey(id, user.Organisation);
        if (await heads.ProgressAsync(survey, ct) is not { } progress)
        {
            return TypedResults.NotFound();
        }
        var sample = await ShowSample.FindAsync(survey, progress.Head, db, objects, ct);
        return Render.View<SurveyPage, SurveyModel>(new(progress, sample));
    }

    internal static async Task<Results<ServerSentEventsResult<string>, NotFound>> Follow(
        long id, HttpContext http, CurrentUser user, SurveyHeads heads, TimeProvider clock, CancellationToken ct)
    {
        var survey = new SurveyKey(id, user.Organisation);
        if (await heads.FindAsync(survey, ct) is null)
        {
            return TypedResults.NotFound();
        }
        var rates = new StageRates(clock);
        return LiveView.Stream<SurveyProgressPanel, SurveyProgressModel>(
            http, survey.Subject, async stop => rates.Measure(await heads.ProgressAsync(survey, stop)));
    }
}

public sealed record SurveyModel(SurveyProgressModel Progress, SampleModel Sample);
