using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>A site administrator looks through the enquiries, those that wait first.</summary>
internal static class ListEnquiries
{
    private const int PageSize = 50;

    private static readonly string[] States = [EnquiryRows.Open, EnquiryRows.Approved, EnquiryRows.Declined];

    /// <param name="before">The last enquiry of the page before this one.</param>
    internal static async Task<RazorComponentResult> Show(string? show, long? before, Db db, CancellationToken ct)
    {
        var state = States.FirstOrDefault(s => s == show) ?? EnquiryRows.Open;
        await using var session = await db.OpenAsync(ct);
        var found = await EnquiryRows.ListAsync(session, state, before ?? long.MaxValue, PageSize + 1);
        var lines = found.Take(PageSize).ToList();
        return Render.View<EnquiriesPage, EnquiriesModel>(new(
            States, state, lines, IsFirst: before is null, found.Count > PageSize ? lines[^1].Id : null));
    }
}

/// <param name="Next">After which enquiry the next page begins; null on the last one.</param>
public sealed record EnquiriesModel(
    IReadOnlyList<string> States, string State, IReadOnlyList<EnquiryModel> Enquiries, bool IsFirst, long? Next);
