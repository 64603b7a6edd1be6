using TrapTagger.Platform;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Jobs;

namespace TrapTagger.Accounts;

/// <summary>Asked for when an organisation is deleted, and due when it can't be taken back any more.</summary>
internal sealed record RemoveOrganisation(long Organisation);

/// <summary>
/// Tells every module to remove what it has of a deleted organisation. The organisation's own row stays without its
/// name: the audit log and the folder in the object store still name its number.
/// </summary>
internal sealed class RemoveOrganisationJob(Db db, Events events, TimeProvider clock) : IJob<RemoveOrganisation>
{
    private const string Close = """
        UPDATE organisation SET removed_at = @now, name = concat('Deleted organisation ', id)
        WHERE id = @organisation AND deleted_at <= @due AND removed_at IS NULL
        """;

    private static readonly string[] Remove =
    [
        "DELETE FROM survey_exception WHERE organisation_id = @organisation",
        "DELETE FROM survey_share WHERE organisation_id = @organisation OR owner_organisation_id = @organisation",
        "DELETE FROM survey_precision WHERE organisation_id = @organisation",
        "DELETE FROM invitation WHERE organisation_id = @organisation",
        "DELETE FROM api_token WHERE organisation_id = @organisation",
        "DELETE FROM membership WHERE organisation_id = @organisation",
    ];

    public async Task RunAsync(RemoveOrganisation argument, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var organisation = argument.Organisation;
        await using var work = await db.BeginAsync(ct);
        if (await work.ExecuteAsync(Close, new { organisation, now, due = now - SiteOrganisationModel.Grace }) == 0)
        {
            // Taken back, or deleted again later: then another job is due later.
            return;
        }
        foreach (var remove in Remove)
        {
            await work.ExecuteAsync(remove, new { organisation });
        }
        await events.RaiseAsync(new OrganisationDeleted(organisation), work);
        await work.CommitAsync();
    }
}
