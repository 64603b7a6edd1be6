using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>Who belongs to the organisation, with which rights, and who is invited.</summary>
internal static class ListMembers
{
    private const int PageSize = 100;

    private const string Find = """
        SELECT p.id, p.name, p.email, m.role, m.may_create, m.may_delete, m.may_label
        FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.organisation_id = @Organisation AND m.person_id > @after
        ORDER BY m.person_id LIMIT @limit
        """;

    private const string FindInvited = """
        SELECT id, email, role, may_create, may_delete, may_label, expires_at FROM invitation
        WHERE organisation_id = @Organisation AND state = 'open'
        ORDER BY invited_at DESC, id DESC LIMIT 200
        """;

    /// <param name="after">The last person of the page before this one.</param>
    /// <param name="invite">An address that the form to invite begins with.</param>
    internal static async Task<RazorComponentResult> Show(
        long? after, string? invite, CurrentUser user, Db db, TimeProvider clock, CancellationToken ct) =>
        Render.View<MembersPage, MembersModel>(await LoadAsync(user, after ?? 0, db, clock, ct) with
        {
            Invite = new(EmailRule.Tidy(invite) ?? "", new()),
        });

    internal static async Task<MembersModel> LoadAsync(
        CurrentUser user, long after, Db db, TimeProvider clock, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        var found = await session.QueryAsync<Row>(Find, new { user.Organisation, after, limit = PageSize + 1 });
        var invited = after == 0 ? await session.QueryAsync<Row>(FindInvited, new { user.Organisation }) : [];
        var now = clock.GetUtcNow();
        return new(
            user.OrganisationName,
            [.. found.Take(PageSize).Select(m => new MemberModel(m.Id, m.Name, m.Email, m.Membership)
            {
                IsReader = m.Id == user.Id,
            })],
            [.. invited.Select(i => new InvitedModel(i.Id, i.Email, i.Membership, i.ExpiresAt, i.ExpiresAt <= now))])
        {
            IsFirst = after == 0,
            Next = found.Count > PageSize ? found[PageSize - 1].Id : null,
        };
    }

    internal sealed record Row
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string Email { get; init; } = "";
        public string Role { get; init; } = "";
        public bool MayCreate { get; init; }
        public bool MayDelete { get; init; }
        public bool MayLabel { get; init; }
        public DateTimeOffset ExpiresAt { get; init; }

        internal MembershipModel Membership => new()
        {
            Role = RoleWords.Read(Role)!.Value, MayCreate = MayCreate, MayDelete = MayDelete, MayLabel = MayLabel,
        };
    }
}

public sealed record MembersModel(
    string Organisation, IReadOnlyList<MemberModel> Members, IReadOnlyList<InvitedModel> Invited)
{
    public bool IsFirst { get; init; } = true;

    /// <summary>Where the next page begins; null on the last one.</summary>
    public long? Next { get; init; }

    /// <summary>What was typed into the form that invites, and what is wrong with it.</summary>
    public InviteModel Invite { get; init; } = new("", new());
}

public sealed record MemberModel(long Id, string Name, string Email, MembershipModel Membership)
{
    /// <summary>Whether it is whoever reads the page.</summary>
    public bool IsReader { get; init; }
}

public sealed record InvitedModel(
    long Id, string Email, MembershipModel Membership, DateTimeOffset ExpiresAt, bool IsExpired);

public sealed record InviteModel(string Email, MembershipModel Membership, string? Error = null);
