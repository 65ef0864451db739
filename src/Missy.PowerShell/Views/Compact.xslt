<?xml version="1.0" encoding="utf-8"?>
<!-- Takes out what is there for people alone: each import of the module reads the file. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output indent="no" encoding="utf-8" />
  <xsl:strip-space elements="*" />
  <xsl:preserve-space elements="Text" />
  <xsl:template match="comment()" priority="1" />
  <xsl:template match="@*|node()">
    <xsl:copy><xsl:apply-templates select="@*|node()" /></xsl:copy>
  </xsl:template>
</xsl:stylesheet>
