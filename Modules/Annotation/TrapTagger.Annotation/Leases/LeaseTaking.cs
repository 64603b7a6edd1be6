using TrapTagger.Platform.Data;

namespace TrapTagger.Annotation;

/// <summary>
/// Gives a person the next clusters, inside the caller's transaction. The primary key of the lease is the cluster, so
/// one is never with two people, whatever runs beside this. Offered first is what holds something and was never
/// skipped, then what was skipped, and what seems empty last; within that a person stays on a site while it lasts, and
/// then goes where the fewest people are; within a site, in order of time.
/// </summary>
internal static class LeaseTaking
{
    private const string ClearExpired = """
        DELETE FROM lease
        WHERE annotation_set_id = @Set AND organisation_id = @Organisation AND expires_at <= @Now
        """;

    private const string Held = """
        SELECT count(*) FROM lease
        WHERE annotation_set_id = @Set AND organisation_id = @Organisation AND person_id = @Person
        """;

    private const string LastSite = """
        SELECT c.site_id FROM decision d JOIN cluster c ON c.id = d.cluster_id
        WHERE d.annotation_set_id = @Set AND d.person_id = @Person AND d.organisation_id = @Organisation
        ORDER BY d.decided_at DESC
        LIMIT 1
        """;

    private const string Free = """
        c.annotation_set_id = @Set AND c.organisation_id = @Organisation AND c.is_open = 1
        AND NOT EXISTS (SELECT 1 FROM lease l WHERE l.cluster_id = c.id)
        """;

    private const string FirstRound = $"""
        SELECT c.is_empty, c.skips FROM cluster c WHERE {Free} ORDER BY c.is_empty, c.skips LIMIT 1
        """;

    private const string OfRound = "c.is_empty = @IsEmpty AND c.skips = @Skips";

    // Each site of the survey costs one seek in the index cluster_offer.
    private const string BestSite = $"""
        SELECT s.id FROM annotation_set a JOIN surveys_site s
            ON s.survey_id = a.survey_id AND s.organisation_id = a.organisation_id
        WHERE a.id = @Set AND a.organisation_id = @Organisation
            AND EXISTS (SELECT 1 FROM cluster c WHERE {Free} AND {OfRound} AND c.site_id = s.id)
        ORDER BY
            (SELECT count(*) FROM lease l
             WHERE l.annotation_set_id = @Set AND l.site_id = s.id AND l.person_id = @Person) = 0,
            s.id <> @LastSite,
            (SELECT count(DISTINCT l.person_id) FROM lease l
             WHERE l.annotation_set_id = @Set AND l.site_id = s.id AND l.person_id <> @Person),
            s.id
        LIMIT 1
        """;

    private const string Take = $"""
        INTO lease (cluster_id, organisation_id, annotation_set_id, site_id, person_id, batch, expires_at)
        SELECT c.id, c.organisation_id, c.annotation_set_id, c.site_id, @Person, @Batch, @Expires
        FROM cluster c
        WHERE {Free} AND {OfRound} AND c.site_id = @Site
        ORDER BY c.first_at, c.id
        LIMIT @Room
        """;

    /// <summary>Fills the person's hands, and tells the sites in the order in which they were gone to.</summary>
    internal static async Task<IReadOnlyList<long>> FillAsync(
        DbSession work, Annotator who, Guid batch, DateTimeOffset now)
    {
        await work.ExecuteAsync(ClearExpired, new { who.Set, who.Organisation, Now = now });
        var room = LeaseTerms.Batch - await work.ScalarAsync<int>(Held, who);
        var lastSite = await work.ScalarAsync<long>(LastSite, who);
        var sites = new List<long>();
        while (room > 0 && await work.FindAsync<Round>(FirstRound, who) is { } round)
        {
            var site = await work.ScalarAsync<long>(BestSite, new
            {
                who.Set, who.Organisation, who.Person, round.IsEmpty, round.Skips, LastSite = lastSite,
            });
            var taken = await work.ExecuteAsync($"{work.Dialect.InsertIgnore} {Take}", new
            {
                who.Set, who.Organisation, who.Person, Batch = batch.ToString("N"), Expires = now + LeaseTerms.Lifetime,
                round.IsEmpty, round.Skips, Site = site, Room = room,
            });
            if (taken == 0)
            {
                break; // somebody was faster; the page asks again
            }
            room -= taken;
            sites.Add(site);
        }
        return sites;
    }

    /// <summary>What is offered together: equally full, equally often skipped.</summary>
    private sealed class Round
    {
        public int IsEmpty { get; init; }
        public int Skips { get; init; }
    }
}
