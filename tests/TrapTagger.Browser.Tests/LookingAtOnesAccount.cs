using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TrapTagger.Testing;

namespace TrapTagger.Browser.Tests;

/// <summary>The pages for signing in as they look once something is there, or went wrong.</summary>
public sealed class LookingAtOnesAccount
{
    private const string Join = """
        INSERT INTO membership (organisation_id, person_id, role)
        SELECT o.id, p.id, 'read' FROM organisation o, person p WHERE o.name = 'Other Park' AND p.name = 'Ann Field'
        """;

    private const string TurnOn = """
        INSERT INTO second_factor (person_id, secret, last_step, made_at)
        SELECT id, 'x', 0, '2026-01-01' FROM person WHERE name = 'Ann Field'
        """;

    private const string Other = """
        INSERT INTO session (id, secret_hash, person_id, device, made_at, seen_at, proved_at)
        SELECT 7, 'x', id, 'Safari on iPhone', made, made, made
        FROM (SELECT p.id, s.made_at AS made FROM person p JOIN session s ON s.person_id = p.id LIMIT 1) AS now
        """;

    [Fact]
    public async Task every_state_is_in_order_in_every_size_and_colour()
    {
        RunningSite.NeedsABrowser();
        await using var site = await RunningSite.StartAsync();
        var page = await (await site.Window()).NewPageAsync();
        await Work.CreateOrganisation(page, site.FirstRunLink);

        await SeesTheAccount(site, page);
        await SeesTheTokens(page);
        await SeesNoOrganisation(site, page);
        await SignsIn(site, page);
    }

    private static async Task SeesTheAccount(RunningSite site, IPage page)
    {
        await site.Rows.HasPerson("Olga", "Other Park");
        await site.Rows.Run(Join);
        await site.Rows.Run(Other);
        await page.GotoAsync("/account/sessions");
        await page.Locator("summary.top-organisation").ClickAsync();
        await Looks.At(page, "menu of organisations");

        await page.GotoAsync("/account");
        await page.Type("New address", "ann.field@example.org");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Two letters are on their way").WaitForAsync();
        await Looks.At(page, "address in change");

        await page.GotoAsync("/account/security");
        await page.Type("The password you have", "not this one");
        await page.Type("New password", "1qaz2wsx3edc");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Many people use this password").WaitForAsync();
        await Looks.At(page, "password refused");

        await site.Rows.Run(TurnOn);
        await page.GotoAsync("/account/security");
        await page.Enter(page.GetByRole(AriaRole.Button, new() { Name = "New recovery codes" }));
        await page.GetByText("Write these codes down").WaitForAsync();
        await Looks.At(page, "recovery codes");
        await page.Enter(page.GetByRole(AriaRole.Link, new() { Name = "I have them" }));
        await page.GetByText("10 recovery codes").WaitForAsync();
        await Looks.At(page, "security with second factor");
    }

    private static async Task SeesTheTokens(IPage page)
    {
        await page.GotoAsync("/account/tokens");
        await page.GetByLabel("Name").FillAsync("Monthly report");
        await page.GetByLabel("Download results").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Enter(page.GetByRole(AriaRole.Button, new() { Name = "Make the token" }));
        await page.GetByText("Your new token").WaitForAsync();
        await Looks.At(page, "new token");
    }

    private static async Task SeesNoOrganisation(RunningSite site, IPage page)
    {
        await site.Rows.Run("DELETE FROM membership");
        await page.GotoAsync("/surveys");
        Assert.EndsWith("/no-organisation", page.Url, StringComparison.Ordinal);
        await Looks.At(page, "no organisation");
        await site.Rows.Run(Join);
    }

    private static async Task SignsIn(RunningSite site, IPage page)
    {
        await page.GotoAsync("/account/sessions");
        await page.Enter(page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }));
        await page.GetByText("You are signed out everywhere").WaitForAsync();
        await Looks.At(page, "signed out everywhere");
        await page.Type("E-mail", "ann@example.org");
        await page.Type("Password", "correct horse battery staple");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/sign-in/second-factor");
        await page.Type("Code", "nonsense");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("This code is wrong").WaitForAsync();
        await Looks.At(page, "second factor refused");

        await page.GotoAsync("/forgotten");
        await page.Type("E-mail", "ann@example.org");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Look into your mail").WaitForAsync();
        await Looks.At(page, "link is sent");
        await page.GotoAsync(await LinkIn(site, "/reset/"));
        await Looks.At(page, "choose a password");
        await page.GotoAsync(await LinkIn(site, "/e-mail/"));
        await Looks.At(page, "agree with address");
    }

    private static async Task<string> LinkIn(RunningSite site, string below)
    {
        var letter = await Eventually.Is(
            () => Task.FromResult(site.Letters().FirstOrDefault(l => l.Contains(below, StringComparison.Ordinal))),
            found => found is not null);
        return Regex.Match(letter!, $"{below}[\\w-]+").Value;
    }
}
