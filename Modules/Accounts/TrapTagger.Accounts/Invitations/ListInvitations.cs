using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>The organisations that invite whoever is signed in, found by their e-mail address.</summary>
internal static class ListInvitations
{
    private const string Find = """
        SELECT i.id, o.name AS organisation, i.role, i.may_create, i.may_delete, i.may_label, i.expires_at,
            p.name AS invited_by
        FROM person me
        JOIN invitation i ON i.normalized_email = me.normalized_email AND i.state = 'open' AND i.expires_at > @now
        JOIN organisation o ON o.id = i.organisation_id AND o.suspended_at IS NULL AND o.deleted_at IS NULL
        JOIN person p ON p.id = i.invited_by
        WHERE me.id = @person
        ORDER BY i.invited_at DESC, i.id DESC LIMIT 200
        """;

    internal static async Task<RazorComponentResult> Show(
        CurrentUser user, Db db, TimeProvider clock, CancellationToken ct) =>
        Render.View<InvitationsPage, InvitationsModel>(new(await FindAsync(user.Id, db, clock, ct)));

    internal static async Task<IReadOnlyList<InvitationModel>> FindAsync(
        long person, Db db, TimeProvider clock, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.QueryAsync<InvitationModel>(Find, new { person, now = clock.GetUtcNow() });
    }
}

public sealed record InvitationsModel(IReadOnlyList<InvitationModel> Invitations, string? Answer = null);

public sealed record InvitationModel
{
    public long Id { get; init; }
    public string Organisation { get; init; } = "";
    public string Role { get; init; } = "";
    public bool MayCreate { get; init; }
    public bool MayDelete { get; init; }
    public bool MayLabel { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public string InvitedBy { get; init; } = "";

    public string RoleTitle => RoleWords.Title(RoleWords.Read(Role)!.Value);

    public string RoleMeaning => RoleWords.Meaning(RoleWords.Read(Role)!.Value);
}
