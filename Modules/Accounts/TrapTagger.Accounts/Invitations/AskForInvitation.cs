using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>
/// Somebody who belongs to no organisation asks one to invite them, by its name. Its administrators get a notice; the
/// page says the same whether or not there is such an organisation.
/// </summary>
internal static class AskForInvitation
{
    internal const int MostADay = 5;

    /// <summary>What the column of notices takes.</summary>
    private const int LongestHref = 200;

    private const string FindOrganisations = """
        SELECT id FROM organisation
        WHERE (name = @name OR lower(name) = lower(@name)) AND suspended_at IS NULL AND deleted_at IS NULL
        ORDER BY id LIMIT 10
        """;

    internal static async Task<Results<SeeOther, RazorComponentResult>> Submit(
        [FromForm] string? organisation, CurrentUser user, InvitationsDesk desk, CancellationToken ct)
    {
        if (user.HasOrganisation)
        {
            return new SeeOther("/");
        }
        if (await RejectAsync(organisation, user, desk) is { } reason)
        {
            var model = await ShowNoOrganisation.LoadAsync(user, desk.Db, desk.Clock, ct);
            return Render.View<NoOrganisationPage, NoOrganisationModel>(
                model with { Error = reason }, StatusCodes.Status422UnprocessableEntity);
        }
        await using var work = await desk.Db.BeginAsync(ct);
        var email = await ShowNoOrganisation.FindEmailAsync(work, user);
        var found = await work.QueryAsync<long>(FindOrganisations, new { name = NameRule.Tidy(organisation) });
        foreach (var one in found)
        {
            await desk.Notices.HandleAsync(
                new OrganisationTold(one, "admin", $"{user.Name} ({email}) asks you for an invitation.", Invite(email))
                {
                    About = user.Id,
                },
                work);
        }
        await work.CommitAsync();
        return new SeeOther("/no-organisation?asked=true");
    }

    private static async Task<string?> RejectAsync(string? organisation, CurrentUser user, InvitationsDesk desk)
    {
        const string what = "the organisation's name";
        if (NameRule.Reject(organisation, what, "Give the organisation's name, as they write it.") is { } reason)
        {
            return reason;
        }
        var today = desk.Clock.GetUtcNow().UtcDateTime;
        return await desk.Coordination.CountAsync($"asking/{user.Id}/{today:yyyyMMdd}", TimeSpan.FromDays(1)) > MostADay
            ? $"You have asked {MostADay} times today: wait for an answer, or ask again tomorrow."
            : null;
    }

    /// <summary>The form that invites, with the address in it.</summary>
    private static string Invite(string email)
    {
        var href = $"/organisation?invite={Uri.EscapeDataString(email)}#invite";
        return href.Length <= LongestHref ? href : "/organisation#invite";
    }
}
