using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Jobs;

namespace TrapTagger.Surveys;

/// <summary>A person lets the work that stopped be tried again.</summary>
internal static class RetryJobs
{
    internal static async Task<Results<SeeOther, NotFound>> Submit(
        long id, CurrentUser user, SurveyHeads heads, ParkedJobs parked, CancellationToken ct)
    {
        var survey = new SurveyKey(id, user.Organisation);
        if (await heads.FindAsync(survey, ct) is null)
        {
            return TypedResults.NotFound();
        }
        await parked.RetryAsync(survey.Subject, ct);
        return new SeeOther($"/surveys/{id}");
    }
}
