using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Settings;

namespace TrapTagger.Accounts;

/// <summary>
/// People who are blocked, and those of a suspended or deleted organisation, read why at every address, from the very
/// next request on, and can do nothing but leave, or work for another organisation of theirs. Others read it where they
/// look at what such an organisation shares.
/// </summary>
internal static class ClosedDoor
{
    private const string Find = """
        SELECT p.blocked_at, p.blocked_reason, o.name AS organisation, o.suspended_at, o.suspended_reason, o.deleted_at
        FROM person p LEFT JOIN organisation o ON o.id IN (@home, @owner)
        WHERE p.id = @Id AND (p.blocked_at IS NOT NULL OR o.suspended_at IS NOT NULL OR o.deleted_at IS NOT NULL)
        LIMIT 1
        """;

    private const string FindOpen = """
        SELECT o.id, o.name FROM membership m JOIN organisation o ON o.id = m.organisation_id
        WHERE m.person_id = @Id AND o.suspended_at IS NULL AND o.deleted_at IS NULL
        ORDER BY o.name, o.id
        """;

    internal static async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (IsForPeople(http) && CurrentUser.From(http.User) is { } user && await FindAsync(http, user) is { } closed
            && !(closed.BlockedAt is null && MayStill(http, user)))
        {
            await AnswerAsync(http, user, closed);
            return;
        }
        await next(http);
    }

    /// <summary>Signing in and out, and files that anybody may have, are left alone.</summary>
    private static bool IsForPeople(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<Need>() is not (null or NobodyNeed);

    /// <summary>
    /// What is a person's own stays theirs, and whoever looks after the site must be able to open the door again.
    /// </summary>
    private static bool MayStill(HttpContext http, CurrentUser user) =>
        http.GetEndpoint()!.Metadata.GetMetadata<PersonsOwn>() is not null
        || (user.IsSiteAdministrator && http.Request.Path.StartsWithSegments("/admin", StringComparison.Ordinal));

    private static async Task<Closed?> FindAsync(HttpContext http, CurrentUser user)
    {
        await using var session = await http.RequestServices.GetRequiredService<Db>().OpenAsync(http.RequestAborted);
        var owner = CurrentUser.Of(http)!.Organisation;
        return await session.FindAsync<Closed>(Find, new { user.Id, home = user.Organisation, owner });
    }

    private static async Task AnswerAsync(HttpContext http, CurrentUser user, Closed closed)
    {
        var support = http.RequestServices.GetRequiredService<SiteSettings>().Now.Support;
        var model = Say(closed, support);
        if (!http.Request.GetTypedHeaders().Accept.Any(a => a.MediaType == "text/html"))
        {
            await TypedResults.Text($"{model.Title}. {model.Reason}", statusCode: StatusCodes.Status403Forbidden)
                .ExecuteAsync(http);
            return;
        }
        if (closed.BlockedAt is null)
        {
            await using var session =
                await http.RequestServices.GetRequiredService<Db>().OpenAsync(http.RequestAborted);
            model = model with { Open = await session.QueryAsync<OrganisationItem>(FindOpen, new { user.Id }) };
        }
        await Render.View<ClosedPage, ClosedModel>(model, StatusCodes.Status403Forbidden).ExecuteAsync(http);
    }

    private static ClosedModel Say(Closed closed, string support) => closed switch
    {
        { BlockedAt: not null } => new("Your account is blocked", closed.BlockedReason, support),
        { DeletedAt: { } deleted } => new(
            $"{closed.Organisation} was deleted on {Words.Day(deleted.UtcDateTime)}",
            $"It can be taken back until {Words.Day((deleted + SiteOrganisationModel.Grace).UtcDateTime)}.", support),
        _ => new($"{closed.Organisation} is suspended", closed.SuspendedReason, support),
    };

    private sealed record Closed
    {
        public DateTimeOffset? BlockedAt { get; init; }
        public string? BlockedReason { get; init; }
        public string Organisation { get; init; } = "";
        public DateTimeOffset? SuspendedAt { get; init; }
        public string? SuspendedReason { get; init; }
        public DateTimeOffset? DeletedAt { get; init; }
    }
}

/// <summary>On routes that concern the person alone, whatever became of the organisation they work for.</summary>
internal sealed record PersonsOwn;

/// <param name="Reason">In the words of whoever closed it.</param>
/// <param name="Support">Whom to write to; empty when nobody said.</param>
public sealed record ClosedModel(string Title, string? Reason, string Support)
{
    /// <summary>Where the person may go on; null for whoever is blocked.</summary>
    public IReadOnlyList<OrganisationItem>? Open { get; init; }
}
