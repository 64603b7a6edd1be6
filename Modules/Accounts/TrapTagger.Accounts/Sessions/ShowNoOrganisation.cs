using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>Where somebody lands who belongs to no organisation yet, or no more.</summary>
internal static class ShowNoOrganisation
{
    private const string FindEmail = "SELECT email FROM person WHERE id = @Id";

    internal static async Task<Results<RazorComponentResult, SeeOther>> Show(
        CurrentUser user, Db db, TimeProvider clock, CancellationToken ct)
    {
        if (user.HasOrganisation)
        {
            return new SeeOther("/");
        }
        await using var session = await db.OpenAsync(ct);
        var email = await session.ScalarAsync<string>(FindEmail, new { user.Id });
        return Render.View<NoOrganisationPage, NoOrganisationModel>(
            new(user.Name, email ?? "", await ListInvitations.FindAsync(user.Id, db, clock, ct)));
    }
}

public sealed record NoOrganisationModel(
    string Name, string Email, IReadOnlyList<InvitationModel> Invitations);
