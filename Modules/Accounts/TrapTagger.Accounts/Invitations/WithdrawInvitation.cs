using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>An administrator takes an invitation back that nobody has answered.</summary>
internal static class WithdrawInvitation
{
    private const string Withdraw = """
        UPDATE invitation SET state = 'withdrawn', settled_at = @now
        WHERE id = @id AND organisation_id = @Organisation AND state = 'open'
        """;

    internal static async Task<Results<SeeOther, NotFound>> Submit(
        long id, CurrentUser user, Db db, AuditLog audit, TimeProvider clock, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await work.ExecuteAsync(Withdraw, new { id, user.Organisation, now = clock.GetUtcNow() }) == 0)
        {
            return TypedResults.NotFound();
        }
        await audit.WriteAsync(
            work, new("member.invitation-withdrawn", new("invitation", id)) { Organisation = user.Organisation });
        await work.CommitAsync();
        return new SeeOther("/organisation");
    }
}
