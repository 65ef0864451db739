# The code that an about topic shows: whole paragraphs that stand eight columns in. What begins with a key is YAML, else it is PowerShell.
param([Parameter(Mandatory)] [string] $Path)

$text = [System.IO.File]::ReadAllText($Path) -replace "`r"
foreach ($match in [regex]::Matches($text, '(?m)(?<=^\n)(?:^ {8}.*\n)+')) {
    $code = $match.Value -replace '(?m)^ {8}'
    [pscustomobject]@{ Language = $code -match '^[a-z_]+:' ? 'yaml' : 'powershell'; Code = $code }
}
