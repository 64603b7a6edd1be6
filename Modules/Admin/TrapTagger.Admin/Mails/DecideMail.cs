using TrapTagger.Platform.Html;
using TrapTagger.Platform.Mail;

namespace TrapTagger.Admin;

/// <summary>
/// A site administrator decides on a letter that could not be sent. Somebody else may have decided meanwhile: then
/// nothing is changed, and the page says how it is.
/// </summary>
internal static class DecideMail
{
    internal static async Task<SeeOther> SendAgain(string id, MailBoard board, AdminDesk desk, CancellationToken ct)
    {
        await using var work = await desk.Db.BeginAsync(ct);
        if (await board.SendAgainAsync(work, id))
        {
            await desk.NoteAsync(work, "mail.sent-again", new { mail = id });
        }
        await work.CommitAsync();
        return Page(id);
    }

    internal static async Task<SeeOther> GiveUp(string id, MailBoard board, AdminDesk desk, CancellationToken ct)
    {
        await using var work = await desk.Db.BeginAsync(ct);
        if (await board.GiveUpAsync(work, id))
        {
            await desk.NoteAsync(work, "mail.given-up", new { mail = id });
        }
        await work.CommitAsync();
        return Page(id);
    }

    private static SeeOther Page(string id) => new($"/admin/mails/{Uri.EscapeDataString(id)}");
}
