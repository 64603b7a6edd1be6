using Microsoft.AspNetCore.Http;

namespace TrapTagger.Platform.Html;

/// <summary>
/// Over https a cookie's name begins with __Host-: no neighbour of this site, and nobody on the way, can set it. Over
/// plain http on a laptop browsers keep no such cookie, so there the name is plain.
/// </summary>
public static class HostCookie
{
    public static string NameOf(HttpContext http, string name) => http.Request.IsHttps ? $"__Host-{name}" : name;
}
