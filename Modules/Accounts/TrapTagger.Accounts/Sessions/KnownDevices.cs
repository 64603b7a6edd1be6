using Microsoft.AspNetCore.Http;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;

namespace TrapTagger.Accounts;

/// <summary>
/// Browsers in which a person signed in before carry a cookie that says so (OWASP's device cookie). While strangers
/// guess a person's password and are made to wait, the person's own browsers are not.
/// </summary>
internal sealed class KnownDevices(Db db, TimeProvider clock)
{
    private const string Cookie = "traptagger-device";

    /// <summary>As long as browsers keep a cookie at most.</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    private const string Find = """
        SELECT count(*) FROM known_device WHERE token_hash = @hash AND person_id = @person AND seen_at > @oldest
        """;

    private const string FindAny = "SELECT count(*) FROM known_device WHERE person_id = @person";

    private const string See = """
        UPDATE known_device SET seen_at = @now WHERE token_hash = @hash AND person_id = @person
        """;

    private const string Add = """
        INSERT INTO known_device (token_hash, person_id, made_at, seen_at) VALUES (@hash, @person, @now, @now)
        """;

    private const string Forget = "DELETE FROM known_device WHERE person_id = @person";

    /// <summary>The name under which this browser's mistakes are counted; null when the person never used it.</summary>
    internal async Task<string?> FindAsync(HttpContext http, long person)
    {
        if (TokenOf(http) is not { } token)
        {
            return null;
        }
        var hash = SecretText.Hash(token);
        await using var session = await db.OpenAsync(http.RequestAborted);
        var found = await session.ScalarAsync<long>(Find, new { hash, person, oldest = clock.GetUtcNow() - Lifetime });
        return found > 0 ? hash : null;
    }

    /// <summary>True when the person has used others, and never this one: they should hear of it.</summary>
    internal async Task<bool> WelcomeAsync(DbSession work, HttpContext http, long person)
    {
        var token = TokenOf(http) ?? SecretText.New();
        var (hash, now) = (SecretText.Hash(token), clock.GetUtcNow());
        Keep(http, token);
        if (await work.ExecuteAsync(See, new { hash, person, now }) == 1)
        {
            return false;
        }
        var isFirst = await work.ScalarAsync<long>(FindAny, new { person }) == 0;
        await work.ExecuteAsync(Add, new { hash, person, now });
        return !isFirst;
    }

    /// <summary>After a password was lost: whoever has one of those browsers may be who took it.</summary>
    internal static Task ForgetAsync(DbSession work, long person) => work.ExecuteAsync(Forget, new { person });

    private static string? TokenOf(HttpContext http) =>
        http.Request.Cookies[HostCookie.NameOf(http, Cookie)] is { Length: 43 } token ? token : null;

    private static void Keep(HttpContext http, string token) => http.Response.Cookies.Append(
        HostCookie.NameOf(http, Cookie), token, new()
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = Lifetime,
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        });
}
