using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>A site administrator says how much an organisation may bring. What it has already stays.</summary>
internal static class LimitOrganisation
{
    private const string Limit = """
        UPDATE organisation SET most_files = @files, most_bytes = @bytes WHERE id = @id AND removed_at IS NULL
        """;

    internal static async Task<Results<SeeOther, RazorComponentResult, NotFound>> Submit(
        long id, [FromForm] string? photographs, [FromForm] string? gigabytes, Db db, AuditLog audit,
        CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await SiteOrganisations.TakeAsync(work, id) is not { } one)
        {
            return TypedResults.NotFound();
        }
        if (!IsLimit(photographs, out var files) || !IsLimit(gigabytes, out var space))
        {
            return ShowOrganisation.Refuse(new(one, "Give a limit as a whole number, or leave it empty for none."));
        }
        var bytes = space * SiteOrganisationModel.Gigabyte;
        await work.ExecuteAsync(Limit, new { id, files, bytes });
        await audit.WriteAsync(work, new("organisation.limited", new("organisation", id, one.Name))
        {
            Organisation = id,
            Details = new { photographs = files, gigabytes = space },
        });
        await work.CommitAsync();
        return ShowOrganisation.At(id);
    }

    /// <summary>Whether a text is a limit: a number that a store could ever hold, or nothing for none.</summary>
    internal static bool IsLimit(string? text, out long? limit)
    {
        var isNumber = long.TryParse(
            text?.Trim().Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture,
            out var number) && number <= SiteOrganisationModel.Gigabyte;
        limit = isNumber ? number : null;
        return isNumber || string.IsNullOrWhiteSpace(text);
    }
}
