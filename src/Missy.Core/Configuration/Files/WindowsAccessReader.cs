using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace Missy.Configuration.Files;

/// <summary>Reads the access control list of an open file.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsAccessReader
{
    private const FileSystemRights Changing =
        FileSystemRights.WriteData | FileSystemRights.AppendData | FileSystemRights.Delete
        | FileSystemRights.ChangePermissions | FileSystemRights.TakeOwnership;

    /// <summary>Reads the list.</summary>
    public static WindowsAccess Read(FileStream file)
    {
        var security = file.GetAccessControl();
        var owner = security.GetOwner(typeof(SecurityIdentifier)) as SecurityIdentifier;
        var rules = security.GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier))
            .Cast<FileSystemAccessRule>()
            .Where(rule => rule.AccessControlType == AccessControlType.Allow && !IsTrusted((SecurityIdentifier)rule.IdentityReference))
            .ToList();
        return new WindowsAccess(
            owner is null || IsTrusted(owner) ? null : Name(owner),
            Names(rules.Where(rule => (rule.FileSystemRights & Changing) != 0)),
            Names(rules.Where(rule => (rule.FileSystemRights & FileSystemRights.ReadData) != 0)));
    }

    private static bool IsTrusted(SecurityIdentifier identity)
    {
        using var user = WindowsIdentity.GetCurrent();
        return identity == user.User
            || identity == user.Owner
            || identity.IsWellKnown(WellKnownSidType.LocalSystemSid)
            || identity.IsWellKnown(WellKnownSidType.BuiltinAdministratorsSid)
            || identity.IsWellKnown(WellKnownSidType.CreatorOwnerSid)
            || identity.IsWellKnown(WellKnownSidType.WinCreatorOwnerRightsSid);
    }

    private static IReadOnlyList<string> Names(IEnumerable<FileSystemAccessRule> rules) =>
        [.. rules.Select(rule => Name((SecurityIdentifier)rule.IdentityReference)).Distinct()];

    private static string Name(SecurityIdentifier identity)
    {
        try
        {
            return identity.Translate(typeof(NTAccount)).Value;
        }
        catch (IdentityNotMappedException)
        {
            return identity.Value;
        }
    }
}
