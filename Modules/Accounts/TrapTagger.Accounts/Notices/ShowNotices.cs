using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Live;

namespace TrapTagger.Accounts;

/// <summary>A person reads what they were told.</summary>
internal static class ShowNotices
{
    private const int PageSize = 30;

    private static readonly SeeOther Page = new("/notices");

    internal static async Task<RazorComponentResult> Show(
        string? before, CurrentUser user, NoticeList notices, CancellationToken ct)
    {
        var found = await notices.FindAsync(user.Id, before, PageSize + 1, ct);
        return Render.View<NoticesPage, NoticesModel>(new(
            [.. found.Take(PageSize)],
            IsFirst: before is null,
            Next: found.Count > PageSize ? found[PageSize - 1].Id : null,
            await notices.WantsMailAsync(user.Id, ct))
        {
            Announcement = before is null ? await notices.FindAnnouncementAsync(user.Id, ct) : null,
        });
    }

    internal static ServerSentEventsResult<string> Follow(HttpContext http, CurrentUser user, NoticeList notices) =>
        LiveView.Stream<BellPanel, BellModel>(
            http, Notices.Subject(user.Id), async stop => new(await notices.CountUnreadAsync(user.Id, stop)));

    /// <summary>By a link, so that it opens in another window as any other does.</summary>
    internal static async Task<Results<RedirectHttpResult, NotFound>> Open(
        string id, CurrentUser user, NoticeList notices, CancellationToken ct) =>
        await (user.IsActing ? notices.FindHrefAsync(user.Id, id, ct) : notices.ReadAsync(user.Id, id, ct)) is { } href
            ? TypedResults.LocalRedirect(href.Length > 0 ? href : Page.Path)
            : TypedResults.NotFound();

    internal static async Task<Results<SeeOther, NotFound>> Read(
        string id, CurrentUser user, NoticeList notices, CancellationToken ct) =>
        await notices.ReadAsync(user.Id, id, ct) is null ? TypedResults.NotFound() : Page;

    internal static async Task<SeeOther> ReadAll(
        [FromForm] string? newest, CurrentUser user, NoticeList notices, CancellationToken ct)
    {
        await notices.ReadAllAsync(user.Id, newest ?? "", ct);
        return Page;
    }

    /// <param name="back">The page above which it stood.</param>
    internal static async Task<Results<SeeOther, BadRequest<string>>> ReadAnnouncement(
        [FromForm] string? announcement, [FromForm] string? back, CurrentUser user, NoticeList notices,
        CancellationToken ct)
    {
        if (announcement is not { Length: SHA256.HashSizeInBytes * 2 })
        {
            return TypedResults.BadRequest("Say which announcement you have read.");
        }
        await notices.ReadAnnouncementAsync(user.Id, announcement, ct);
        return RedirectHttpResult.IsLocalUrl(back) ? new SeeOther(back!) : Page;
    }

    internal static async Task<SeeOther> ChooseMail(
        [FromForm] bool? mail, CurrentUser user, NoticeList notices, CancellationToken ct)
    {
        await notices.WantMailAsync(user.Id, mail == true, ct);
        return Page;
    }
}

/// <param name="Next">Where the next page begins; null on the last one.</param>
/// <param name="WantsMail">Whether they get mail when long work is done.</param>
public sealed record NoticesModel(IReadOnlyList<NoticeModel> Notices, bool IsFirst, string? Next, bool WantsMail)
{
    /// <summary>What everybody is told now; null on later pages.</summary>
    public AnnouncementModel? Announcement { get; init; }

    public bool HasUnread => Notices.Any(n => n.ReadAt is null);
}

public sealed record BellModel(long Unread)
{
    public string Count => Unread < NoticeList.MostCounted ? $"{Unread}" : $"{NoticeList.MostCounted - 1}+";
}
