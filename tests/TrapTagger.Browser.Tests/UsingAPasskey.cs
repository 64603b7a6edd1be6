using Microsoft.Playwright;

namespace TrapTagger.Browser.Tests;

/// <summary>A device that knows its owner takes the place of the password.</summary>
public sealed class UsingAPasskey
{
    private const string Password = "correct horse battery staple";

    [Fact]
    public async Task it_is_added_signs_in_by_itself_and_can_be_removed()
    {
        RunningSite.NeedsABrowser();
        await using var site = await RunningSite.StartAsync();
        var window = await site.Window();
        var page = await window.NewPageAsync();
        await Work.CreateOrganisation(page, site.FirstRunLink);
        await HasADevice(window, page);

        await page.GotoAsync("/account/security");
        await page.Type("Name of a new one", "My laptop");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("The passkey is added").WaitForAsync();
        Assert.Equal("My laptop", await page.Locator(".account-list strong").InnerTextAsync());

        await SignsOut(page);
        await page.Enter(page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }));
        await page.WaitForURLAsync("**/surveys");
        Assert.Equal("Ann Field", await page.Locator(".top-person").InnerTextAsync());

        await page.GotoAsync("/account/security");
        await page.GetByText("last used").WaitForAsync();
        await page.Enter(page.GetByRole(AriaRole.Button, new() { Name = "Remove the passkey My laptop" }));
        await page.GetByText("The passkey is removed").WaitForAsync();

        await SignsOut(page);
        await page.Enter(page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }));
        await page.GetByText("This passkey does not open the account").WaitForAsync();
        await page.Type("E-mail", "ann@example.org");
        await page.Type("Password", Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/surveys");
    }

    [Fact]
    public async Task it_shows_again_who_somebody_is_and_no_other_persons_does()
    {
        RunningSite.NeedsABrowser();
        await using var site = await RunningSite.StartAsync();
        var window = await site.Window();
        var page = await window.NewPageAsync();
        await Work.CreateOrganisation(page, site.FirstRunLink);
        await HasADevice(window, page);
        await page.GotoAsync("/account/security");
        await page.Type("Name of a new one", "My laptop");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("The passkey is added").WaitForAsync();

        await site.Rows.Run("UPDATE session SET proved_at = '2026-01-01'");
        await page.Enter(page.GetByRole(AriaRole.Link, new() { Name = "Set up an app" }));
        await page.GetByText("Is it you?").First.WaitForAsync();
        await page.Enter(page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }));
        await page.GetByText("Set up an authenticator app").WaitForAsync();

        await site.Rows.HasPerson("Ben", "Strangers");
        await site.Rows.Run("UPDATE passkey SET person_id = (SELECT id FROM person WHERE name = 'Ben')");
        await site.Rows.Run("UPDATE session SET proved_at = '2026-01-01'");
        await page.GotoAsync("/account/confirm");
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).CountAsync());
    }

    /// <summary>Chromium's own authenticator: one built into the device, whose owner is there and known.</summary>
    private static async Task HasADevice(IBrowserContext window, IPage page)
    {
        var devices = await window.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true,
                ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private static async Task SignsOut(IPage page)
    {
        await page.Enter(page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }));
        await page.WaitForURLAsync("**/sign-in");
    }
}
