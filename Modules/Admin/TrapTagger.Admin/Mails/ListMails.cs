using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Live;
using TrapTagger.Platform.Mail;

namespace TrapTagger.Admin;

/// <summary>The letters of the site: those that wait, those that could not be sent, those that were.</summary>
internal static class ListMails
{
    private const int PageSize = 50;

    private static readonly string[] States =
        [MailState.Parked, MailState.Waiting, MailState.Sent, MailState.GivenUp];

    /// <param name="before">The last letter of the page before this one.</param>
    internal static async Task<RazorComponentResult> Show(
        string? show, string? before, MailBoard board, CancellationToken ct) =>
        Render.View<MailsPage, MailsModel>(await ReadAsync(show, before, board, ct));

    internal static ServerSentEventsResult<string> Follow(
        string? show, string? before, HttpContext http, MailBoard board) =>
        LiveView.Stream<MailsPanel, MailsModel>(
            http, MailBoard.Subject, async stop => await ReadAsync(show, before, board, stop));

    /// <summary>Unless asked otherwise: what needs a decision, then what waits, then what was sent.</summary>
    private static async Task<MailsModel> ReadAsync(
        string? show, string? before, MailBoard board, CancellationToken ct)
    {
        var counts = await board.CountAsync(ct);
        var tabs = States.Select(state => new MailsOfModel(state, counts.GetValueOrDefault(state))).ToList();
        var state = States.FirstOrDefault(s => s == show)
            ?? tabs.FirstOrDefault(t => t.Letters > 0)?.State ?? MailState.Sent;
        before = string.IsNullOrEmpty(before) ? null : before;
        var found = await board.ListAsync(state, before, PageSize + 1, ct);
        var letters = found.Take(PageSize).ToList();
        return new(tabs, state, letters, before, found.Count > PageSize ? letters[^1].Id : null, board.Server);
    }
}

public sealed record MailsOfModel(string State, long Letters);

/// <param name="Next">After which letter the next page begins; null on the last one.</param>
/// <param name="Server">Null where letters become files.</param>
public sealed record MailsModel(
    IReadOnlyList<MailsOfModel> Tabs, string State, IReadOnlyList<MailSeen> Letters, string? Before, string? Next,
    string? Server)
{
    public bool IsEmpty => Tabs.All(t => t.Letters == 0);
}
