using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Mail;

namespace TrapTagger.Admin;

/// <summary>One letter as its reader gets it.</summary>
internal static class ShowMail
{
    internal static async Task<Results<RazorComponentResult, NotFound>> Show(
        string id, HttpContext http, MailBoard board, CancellationToken ct)
    {
        if (await board.FindAsync(id, ct) is not { } mail)
        {
            return TypedResults.NotFound();
        }
        http.AllowOwnFrames();
        return Render.View<MailPage, MailModel>(new(mail, await board.ReadAsync(id, ct), board.Server));
    }

    /// <summary>Its HTML alone, as a document that can do nothing.</summary>
    internal static async Task<Results<ContentHttpResult, NotFound>> ShowHtml(
        string id, HttpContext http, MailBoard board, CancellationToken ct)
    {
        if (await board.ReadAsync(id, ct) is not { } words)
        {
            return TypedResults.NotFound();
        }
        http.IsFramedDocument();
        return TypedResults.Text(words.Html, "text/html; charset=utf-8");
    }
}

/// <param name="Words">Null when they were removed.</param>
/// <param name="Server">Null where letters become files.</param>
public sealed record MailModel(MailSeen Mail, MailWords? Words, string? Server);
