using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>Makes organisations, in the transaction of what admits them.</summary>
internal static class NewOrganisation
{
    private const string Add = """
        INTO organisation (id, name, folder, created_at) VALUES (@id, @name, @folder, @now)
        """;

    private const string Join = """
        INSERT INTO membership (organisation_id, person_id, role) VALUES (@organisation, @administrator, 'admin')
        """;

    internal static async Task AddAsync(
        DbSession work, long organisation, string name, long administrator, DateTimeOffset now)
    {
        foreach (var folder in OrganisationFolder.For(name))
        {
            // The unique key decides, also between two who ask for the same folder at once.
            if (await work.ExecuteAsync(
                $"{work.Dialect.InsertIgnore} {Add}", new { id = organisation, name, folder, now }) == 1)
            {
                await work.ExecuteAsync(Join, new { organisation, administrator });
                return;
            }
        }
    }
}
