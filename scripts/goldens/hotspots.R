# The reference for scripts/bench stats: the same question on the same points asked of spdep (Debian package r-cran-spdep).
#   Rscript scripts/goldens/hotspots.R points.csv     with the columns x, y, value, gi, p, moran that HotspotComparison writes
# Prints the seconds of localG_perm and localmoran_perm with 999 permutations and the 8 nearest neighbours, on all cores, and how far
# the answers are apart: Gi* and I exactly, the p-values of permutations as far as chance has it.
suppressPackageStartupMessages({ library(spdep); library(parallel) })
points <- read.csv(commandArgs(trailingOnly = TRUE)[1])
set.seed(2013)
invisible(set.coresOption(detectCores()))
invisible(set.mcOption(TRUE))
gi <- system.time({
  neighbours <- knn2nb(knearneigh(cbind(points$x, points$y), k = 8))
  g <- localG_perm(points$value, nb2listw(include.self(neighbours), style = "B"), nsim = 999)
})["elapsed"]
moran <- system.time({
  neighbours <- knn2nb(knearneigh(cbind(points$x, points$y), k = 8))
  m <- localmoran_perm(points$value, nb2listw(neighbours, style = "W"), nsim = 999)
})["elapsed"]
# Of local Moran: with the point itself among its neighbours localG_perm draws its own value anew as well, which Plint holds.
folded <- m[, "Pr(folded) Sim"]
cat(sprintf("spdep %s, %d points: localG_perm %.1f s, localmoran_perm %.1f s (neighbours included)\n",
  packageVersion("spdep"), nrow(points), gi, moran))
cat(sprintf("largest difference: Gi* %.1e, local Moran %.1e; folded p-values %.3f, on average %.4f\n",
  max(abs(as.vector(localG(points$value, nb2listw(include.self(neighbours), style = "B"))) - points$gi)),
  max(abs(m[, "Ii"] - points$moran)), max(abs(folded - points$p)), mean(abs(folded - points$p))))
