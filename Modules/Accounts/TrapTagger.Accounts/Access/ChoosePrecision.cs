using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>Says for one survey how exactly whoever may not change it sees its places.</summary>
internal static class ChoosePrecision
{
    /// <summary>As the form sends them, in decimals of a degree: a hundredth is 1.1 km, a tenth 11 km.</summary>
    internal static readonly (string Value, string Words)[] Choices =
    [
        ("", "as they were measured"),
        ("2", "to about a kilometre"),
        ("1", "to about ten kilometres"),
        ("-1", "not at all"),
    ];

    private const string Find =
        "SELECT decimals FROM survey_precision WHERE survey_id = @survey AND organisation_id = @Organisation";

    private const string Forget =
        "DELETE FROM survey_precision WHERE survey_id = @survey AND organisation_id = @Organisation";

    private const string Add = """
        INSERT INTO survey_precision (survey_id, organisation_id, decimals) VALUES (@survey, @Organisation, @chosen)
        """;

    internal static async Task<Results<SeeOther, NotFound>> Submit(
        long survey, [FromForm] string? decimals, CurrentUser user, MembersDesk desk, CancellationToken ct)
    {
        if (Choices.All(choice => choice.Value != (decimals ?? "")))
        {
            return TypedResults.NotFound();
        }
        int? chosen = string.IsNullOrEmpty(decimals) ? null : int.Parse(decimals, CultureInfo.InvariantCulture);
        await using var work = await desk.Db.BeginAsync(ct);
        await OrganisationLock.TakeAsync(work, user.Organisation);
        if (await work.ScalarAsync<int?>(Find, new { survey, user.Organisation }) != chosen)
        {
            await work.ExecuteAsync(Forget, new { survey, user.Organisation });
            if (chosen is not null)
            {
                await work.ExecuteAsync(Add, new { survey, user.Organisation, chosen });
            }
            await desk.TellAccessAsync(work, user, survey, "access.places", new { decimals });
            await PlacesNotices.TellAsync(desk, work, user, survey, Say(decimals));
        }
        await work.CommitAsync();
        return new SeeOther($"/surveys/{survey}/access");
    }

    private static string? Say(string? decimals) =>
        decimals == "-1" ? null : Choices.First(choice => choice.Value == (decimals ?? "")).Words;
}
