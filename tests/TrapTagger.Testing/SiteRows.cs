using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace TrapTagger.Testing;

/// <summary>Sets scenes directly in the database, past the pages, for tests that are about something later.</summary>
public sealed class SiteRows(string connectionString)
{
    /// <summary>Of the hasher: a thousandth of what the product does, at every sign-in of every test.</summary>
    internal const int Rounds = 210;

    public const string Password = "correct horse battery staple";

    // Hashed once: the tests are about other things than the hasher's speed.
    private static readonly string PasswordHash = new PasswordHasher<object>(
        Options.Create(new PasswordHasherOptions { IterationCount = Rounds })).HashPassword(new(), Password);

    private static long _last = 1_000_000;

    /// <summary>How the site reads a letter that lies there under its keys.</summary>
    internal Func<string, string> Unsealed { get; init; } = content => content;

    /// <summary>A person, and their organisation where it is new.</summary>
    public async Task<(long Person, long Organisation, string Email)> HasPerson(string name, string organisation)
    {
        var folder = organisation.ToLowerInvariant().Replace(' ', '-');
        await Run("""
            INSERT OR IGNORE INTO organisation (id, name, folder, created_at)
            VALUES (@id, @organisation, @folder, '2026-01-01')
            """, new { id = NextId(), organisation, folder });
        var home = await Ask<long>("SELECT id FROM organisation WHERE name = @organisation", new { organisation });

        var person = NextId();
        var letters = string.Concat(name.Where(char.IsAsciiLetterOrDigit));
        var email = $"{(letters.Length == 0 ? $"p{person}" : letters)}@{folder}.example".ToLowerInvariant();
        await Run("""
            INSERT INTO person
                (id, name, email, normalized_email, password_hash, security_stamp, failed_count, created_at)
            VALUES (@person, @name, @email, @normalized, @PasswordHash, 'stamp', 0, '2026-01-01')
            """, new { person, name, email, normalized = email.ToUpperInvariant(), PasswordHash });
        await Run(
            "INSERT INTO membership (organisation_id, person_id, role) VALUES (@home, @person, 'admin')",
            new { home, person });
        return (person, home, email);
    }

    /// <summary>A number no row has, outside the blocks that the site hands out.</summary>
    public static long NextId() => Interlocked.Increment(ref _last);

    public async Task<T> Ask<T>(string sql, object? arguments = null)
    {
        await using var connection = await TestDatabase.OpenAsync(connectionString);
        return (T)Convert.ChangeType(
            (await connection.ExecuteScalarAsync(TestDatabase.Text(connection, sql), arguments))!,
            typeof(T), CultureInfo.InvariantCulture);
    }

    /// <summary>Everything in the database that may hold words, as "table.column".</summary>
    public async Task<IReadOnlyList<string>> TextColumns() => await Rows<string>(TestDatabase.IsServer
        ? """
            SELECT concat(table_name, '.', column_name) FROM information_schema.columns
            WHERE table_schema = database() AND table_name IN (
                    SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE')
                AND data_type IN ('char', 'varchar', 'text', 'mediumtext', 'longtext')
            """
        : """
            SELECT concat(t.name, '.', c.name) FROM sqlite_master t, pragma_table_info(t.name) c
            WHERE t.type = 'table' AND (c.type LIKE '%char%' OR c.type LIKE '%text%')
            """);

    public async Task Run(string sql, object? arguments = null)
    {
        await using var connection = await TestDatabase.OpenAsync(connectionString);
        await connection.ExecuteAsync(TestDatabase.Text(connection, sql), arguments);
    }

    public async Task<IReadOnlyList<T>> Rows<T>(string sql, object? arguments = null)
    {
        await using var connection = await TestDatabase.OpenAsync(connectionString);
        return (await connection.QueryAsync<T>(TestDatabase.Text(connection, sql), arguments)).AsList();
    }
}
