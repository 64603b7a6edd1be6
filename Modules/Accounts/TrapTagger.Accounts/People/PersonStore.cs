using System.Globalization;
using Microsoft.AspNetCore.Identity;
using TrapTagger.Platform.Data;

namespace TrapTagger.Accounts;

/// <summary>Identity's people in our tables. A person's user name is their e-mail address.</summary>
internal sealed partial class PersonStore(Db db) : IUserPasswordStore<Person>, IUserEmailStore<Person>,
    IUserSecurityStampStore<Person>
{
    private const string Columns =
        "id, name, email, normalized_email, password_hash, security_stamp, site_administrator, created_at";

    private const string FindById = $"SELECT {Columns} FROM person WHERE id = @id";
    private const string FindByEmail = $"SELECT {Columns} FROM person WHERE normalized_email = @email";

    private const string Update = """
        UPDATE person SET name = @Name, email = @Email, normalized_email = @NormalizedEmail,
            password_hash = @PasswordHash, security_stamp = @SecurityStamp
        WHERE id = @Id
        """;

    public async Task<Person?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        await using var session = await db.OpenAsync(cancellationToken);
        var id = long.Parse(userId, CultureInfo.InvariantCulture);
        return await session.FindAsync<Person>(FindById, new { id });
    }

    public async Task<Person?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken)
    {
        await using var session = await db.OpenAsync(cancellationToken);
        return await session.FindAsync<Person>(FindByEmail, new { email = normalizedEmail });
    }

    public Task<Person?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByEmailAsync(normalizedUserName, cancellationToken);

    public async Task<IdentityResult> UpdateAsync(Person user, CancellationToken cancellationToken)
    {
        await using var session = await db.OpenAsync(cancellationToken);
        await session.ExecuteAsync(Update, user);
        return IdentityResult.Success;
    }

    /// <summary>A person is made together with what they belong to, by the slice that admits them.</summary>
    public Task<IdentityResult> CreateAsync(Person user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A person is created by the slice that admits them.");

    public Task<IdentityResult> DeleteAsync(Person user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A person is never deleted here: their decisions name them.");

    public void Dispose()
    {
    }
}
