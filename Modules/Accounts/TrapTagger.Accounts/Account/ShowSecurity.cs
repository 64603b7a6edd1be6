using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Accounts;

/// <summary>How a person signs in: password, second factor, passkeys.</summary>
internal static class ShowSecurity
{
    private const string IsOn = "SELECT count(*) FROM second_factor WHERE person_id = @person";

    internal static Task<RazorComponentResult> Show(
        string? done, CurrentUser user, AccountDesk desk, Passkeys passkeys, CancellationToken ct) =>
        PageAsync(user, desk, passkeys, model => model with { Done = Done.Say(done) }, StatusCodes.Status200OK, ct);

    internal static async Task<RazorComponentResult> PageAsync(
        CurrentUser user, AccountDesk desk, Passkeys passkeys, Func<SecurityModel, SecurityModel> with, int status,
        CancellationToken ct)
    {
        await using var session = await desk.Db.OpenAsync(ct);
        var isOn = await session.ScalarAsync<long>(IsOn, new { person = user.Id }) > 0;
        var left = await RecoveryCodes.CountLeftAsync(session, user.Id);
        var model = new SecurityModel(isOn, left, await passkeys.ListAsync(user.Id, ct));
        return Render.View<SecurityPage, SecurityModel>(with(model), status);
    }
}

public sealed record SecurityModel(bool HasSecondFactor, int RecoveryCodesLeft, IReadOnlyList<PasskeyModel> Passkeys)
{
    public string? Done { get; init; }
    public string? PasswordError { get; init; }
    public string? PasskeyError { get; init; }
}
