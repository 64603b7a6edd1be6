using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>Where somebody lands who belongs to no organisation yet, or no more.</summary>
internal static class ShowNoOrganisation
{
    private const string FindEmail = "SELECT email FROM person WHERE id = @Id";

    /// <param name="asked">Whether they have just asked an organisation to invite them.</param>
    internal static async Task<Results<RazorComponentResult, SeeOther>> Show(
        bool? asked, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct) =>
        user.HasOrganisation
            ? new SeeOther("/")
            : Render.View<NoOrganisationPage, NoOrganisationModel>(
                await LoadAsync(user, db, clock, ct) with { HasAsked = asked == true });

    internal static async Task<NoOrganisationModel> LoadAsync(
        CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return new(
            user.Name, await FindEmailAsync(session, user), await ListInvitations.FindAsync(user.Id, db, clock, ct));
    }

    internal static async Task<string> FindEmailAsync(DbSession session, CurrentUser user) =>
        await session.ScalarAsync<string>(FindEmail, new { user.Id }) ?? "";
}

public sealed record NoOrganisationModel(
    string Name, string Email, IReadOnlyList<InvitationModel> Invitations)
{
    public bool HasAsked { get; init; }

    /// <summary>Why they can't ask for an invitation.</summary>
    public string? Error { get; init; }
}
